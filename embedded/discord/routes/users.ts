// GET /users/@me: the bot about itself.
import { unauthorized } from "../api-error.ts";
import type { Route } from "./route.ts";

export const userRoutes: readonly Route[] = [
  {
    path: "/users/@me",
    answer: (call) => {
      const user = call.users.get(call.bot.userId);
      if (user === undefined) throw unauthorized();
      return {
        status: 200,
        body: { ...user, mfa_enabled: false, locale: "en-US", premium_type: 0, email: null, verified: true },
      };
    },
  },
];
