/** Writes permissions.schema.json beside itself: `npm run schema`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printSchema } from "../src/policy/schema/policy.ts";

writeFileSync(join(import.meta.dirname, "permissions.schema.json"), printSchema());
