/** In CI the property tests draw the same cases each time, so that a change is judged by itself; elsewhere they look for new ones. */
import fc from "fast-check";

const SEED = 20_261_124;

if (process.env["CI"] !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env["FC_SEED"] ?? SEED) });
