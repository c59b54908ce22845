import { ChannelType } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { CHANNEL_TYPE_NAMES, channelTypeName, isChannelTypeName } from "../../src/permissions/channel-types.ts";

describe("channel types", () => {
  test.each([
    [ChannelType.GuildText, "text"],
    [ChannelType.GuildVoice, "voice"],
    [ChannelType.GuildCategory, "category"],
    [ChannelType.GuildAnnouncement, "announcement"],
    [ChannelType.GuildStageVoice, "stage"],
    [ChannelType.GuildDirectory, "directory"],
    [ChannelType.GuildForum, "forum"],
    [ChannelType.GuildMedia, "media"],
    [99, "type_99"],
  ])("%i is %s", (type, name) => {
    expect(channelTypeName(type)).toBe(name);
  });

  test("a policy may write the names only", () => {
    expect(CHANNEL_TYPE_NAMES.every(isChannelTypeName)).toBe(true);
    expect([isChannelTypeName("type_99"), isChannelTypeName(0), isChannelTypeName("Text")]).toEqual([false, false, false]);
  });
});
