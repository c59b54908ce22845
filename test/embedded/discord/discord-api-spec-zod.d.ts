// The package gives its schemas as plain JavaScript; these are the ones that the tests use.
declare module "discord-api-spec/zod" {
  interface OfficialSchema {
    /** Throws, with the places where the value differs from the official description. */
    readonly parse: (value: unknown) => unknown;
    readonly safeParse: (value: unknown) => { readonly success: boolean };
  }

  export const ErrorResponseSchema: OfficialSchema;
  export const GuildAuditLogResponseSchema: OfficialSchema;
  export const GuildChannelResponseSchema: OfficialSchema;
  export const GuildMemberResponseSchema: OfficialSchema;
  export const GuildRoleResponseSchema: OfficialSchema;
  export const GuildWithCountsResponseSchema: OfficialSchema;
  export const RatelimitedResponseSchema: OfficialSchema;
  export const UserPIIResponseSchema: OfficialSchema;
}
