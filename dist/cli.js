#!/usr/bin/env node
import { i as __toESM, r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { $ as MembersUnlisted, $t as momentWords, A as unifiedDiff, At as approvedSentence, B as countBits, Ct as timeOfSnowflake, Dt as isChannelTypeName, F as printable, Fn as groupBy, Ft as SEVERITY_WORDS, G as check, Gt as actorWords, H as spell, Hn as REVIEW_FAIL_ON, Ht as PLAIN, I as closest, It as capital, Jt as meaningOf, L as quoted, Ln as printMemory, M as readPolicy$1, Mn as jsonText, Mt as happened, N as readPolicyForReview, Nt as ACCEPTING, P as suggestPermission, Pt as acceptSentences, Q as AuditLogUnreadable, Qt as counted, R as writeScalar, Rn as exitCodeOf, S as parseToken, St as snowflakeOfTime, T as parseDiscordApiUrl, U as spellSet, V as coverWith, Vn as CannotCheck, W as parseMemory, Wn as reviewFailsOn, X as readOtherMembers, Xt as strongestFirst, Y as readListedMembers, Z as decodeMember, Zt as flagOfLabel, _ as exceptionSentence, _t as channelsInOrder, an as namesOf, at as cellOf, b as printJson, bt as everyoneRole, ct as DOCUMENTED, d as review, dt as bind, en as DANGEROUS, er as terminalText, et as sightOf, f as renderProblem, ft as settled, g as headlineOf, gn as awaitsRollout, gt as channelGroups, h as agreedWords, ht as rightsOf, in as isFlagName, it as checkGuild, j as adoptFindings, jt as breath, k as validate, ln as isJsonObject, lt as channelUse, m as brakeSentence, mt as channelsWithoutRights, nn as bitsOf, nt as decodeAuditPage, on as parsePermission, ot as permissionMatrix, p as readPolicyFile, pt as targetKey, q as startOf, qn as isEvent, qt as labelOf, r as reviewJson, rn as has, rt as ACTIONS, sn as printBitfield, st as explain$1, t as reviewPage, tn as FLAG_NAMES, tt as decodeSnapshot, ut as sidesOf, v as checkJson, vt as rolesInOrder, w as DISCORD_API_URL, x as createDiscordSource, xt as parseSnowflake, y as anyJson, yt as compareSnowflakes, z as textWidth } from "./whole.js";
import { lstat, mkdir, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
// node_modules/commander/lib/error.js
var require_error = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* CommanderError class
	*/
	var CommanderError = class extends Error {
		/**
		* Constructs the CommanderError class
		* @param {number} exitCode suggested exit code which could be used with process.exit
		* @param {string} code an id string representing the error
		* @param {string} message human-readable description of the error
		*/
		constructor(exitCode, code, message) {
			super(message);
			Error.captureStackTrace(this, this.constructor);
			this.name = this.constructor.name;
			this.code = code;
			this.exitCode = exitCode;
			this.nestedError = void 0;
		}
	};
	/**
	* InvalidArgumentError class
	*/
	var InvalidArgumentError = class extends CommanderError {
		/**
		* Constructs the InvalidArgumentError class
		* @param {string} [message] explanation of why argument is invalid
		*/
		constructor(message) {
			super(1, "commander.invalidArgument", message);
			Error.captureStackTrace(this, this.constructor);
			this.name = this.constructor.name;
		}
	};
	exports.CommanderError = CommanderError;
	exports.InvalidArgumentError = InvalidArgumentError;
}));
// node_modules/commander/lib/argument.js
var require_argument = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { InvalidArgumentError } = require_error();
	var Argument = class {
		/**
		* Initialize a new command argument with the given name and description.
		* The default is that the argument is required, and you can explicitly
		* indicate this with <> around the name. Put [] around the name for an optional argument.
		*
		* @param {string} name
		* @param {string} [description]
		*/
		constructor(name, description) {
			this.description = description || "";
			this.variadic = false;
			this.parseArg = void 0;
			this.defaultValue = void 0;
			this.defaultValueDescription = void 0;
			this.argChoices = void 0;
			switch (name[0]) {
				case "<":
					this.required = true;
					this._name = name.slice(1, -1);
					break;
				case "[":
					this.required = false;
					this._name = name.slice(1, -1);
					break;
				default:
					this.required = true;
					this._name = name;
			}
			if (this._name.endsWith("...")) {
				this.variadic = true;
				this._name = this._name.slice(0, -3);
			}
		}
		/**
		* Return argument name.
		*
		* @return {string}
		*/
		name() {
			return this._name;
		}
		/**
		* @package
		*/
		_collectValue(value, previous) {
			if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
			previous.push(value);
			return previous;
		}
		/**
		* Set the default value, and optionally supply the description to be displayed in the help.
		*
		* @param {*} value
		* @param {string} [description]
		* @return {Argument}
		*/
		default(value, description) {
			this.defaultValue = value;
			this.defaultValueDescription = description;
			return this;
		}
		/**
		* Set the custom handler for processing CLI command arguments into argument values.
		*
		* @param {Function} [fn]
		* @return {Argument}
		*/
		argParser(fn) {
			this.parseArg = fn;
			return this;
		}
		/**
		* Only allow argument value to be one of choices.
		*
		* @param {string[]} values
		* @return {Argument}
		*/
		choices(values) {
			this.argChoices = values.slice();
			this.parseArg = (arg, previous) => {
				if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
				if (this.variadic) return this._collectValue(arg, previous);
				return arg;
			};
			return this;
		}
		/**
		* Make argument required.
		*
		* @returns {Argument}
		*/
		argRequired() {
			this.required = true;
			return this;
		}
		/**
		* Make argument optional.
		*
		* @returns {Argument}
		*/
		argOptional() {
			this.required = false;
			return this;
		}
	};
	/**
	* Takes an argument and returns its human readable equivalent for help usage.
	*
	* @param {Argument} arg
	* @return {string}
	* @private
	*/
	function humanReadableArgName(arg) {
		const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
		return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
	}
	exports.Argument = Argument;
	exports.humanReadableArgName = humanReadableArgName;
}));
// node_modules/commander/lib/help.js
var require_help = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { humanReadableArgName } = require_argument();
	/**
	* TypeScript import types for JSDoc, used by Visual Studio Code IntelliSense and `npm run typescript-checkJS`
	* https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import-types
	* @typedef { import("./argument.js").Argument } Argument
	* @typedef { import("./command.js").Command } Command
	* @typedef { import("./option.js").Option } Option
	*/
	var Help = class {
		constructor() {
			this.helpWidth = void 0;
			this.minWidthToWrap = 40;
			this.sortSubcommands = false;
			this.sortOptions = false;
			this.showGlobalOptions = false;
		}
		/**
		* prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
		* and just before calling `formatHelp()`.
		*
		* Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
		*
		* @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
		*/
		prepareContext(contextOptions) {
			this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
		}
		/**
		* Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
		*
		* @param {Command} cmd
		* @returns {Command[]}
		*/
		visibleCommands(cmd) {
			const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
			const helpCommand = cmd._getHelpCommand();
			if (helpCommand && !helpCommand._hidden) visibleCommands.push(helpCommand);
			if (this.sortSubcommands) visibleCommands.sort((a, b) => {
				return a.name().localeCompare(b.name());
			});
			return visibleCommands;
		}
		/**
		* Compare options for sort.
		*
		* @param {Option} a
		* @param {Option} b
		* @returns {number}
		*/
		compareOptions(a, b) {
			const getSortKey = (option) => {
				return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
			};
			return getSortKey(a).localeCompare(getSortKey(b));
		}
		/**
		* Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
		*
		* @param {Command} cmd
		* @returns {Option[]}
		*/
		visibleOptions(cmd) {
			const visibleOptions = cmd.options.filter((option) => !option.hidden);
			const helpOption = cmd._getHelpOption();
			if (helpOption && !helpOption.hidden) {
				const removeShort = helpOption.short && cmd._findOption(helpOption.short);
				const removeLong = helpOption.long && cmd._findOption(helpOption.long);
				if (!removeShort && !removeLong) visibleOptions.push(helpOption);
				else if (helpOption.long && !removeLong) visibleOptions.push(cmd.createOption(helpOption.long, helpOption.description));
				else if (helpOption.short && !removeShort) visibleOptions.push(cmd.createOption(helpOption.short, helpOption.description));
			}
			if (this.sortOptions) visibleOptions.sort(this.compareOptions);
			return visibleOptions;
		}
		/**
		* Get an array of the visible global options. (Not including help.)
		*
		* @param {Command} cmd
		* @returns {Option[]}
		*/
		visibleGlobalOptions(cmd) {
			if (!this.showGlobalOptions) return [];
			const globalOptions = [];
			for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
				const visibleOptions = ancestorCmd.options.filter((option) => !option.hidden);
				globalOptions.push(...visibleOptions);
			}
			if (this.sortOptions) globalOptions.sort(this.compareOptions);
			return globalOptions;
		}
		/**
		* Get an array of the arguments if any have a description.
		*
		* @param {Command} cmd
		* @returns {Argument[]}
		*/
		visibleArguments(cmd) {
			if (cmd._argsDescription) cmd.registeredArguments.forEach((argument) => {
				argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
			});
			if (cmd.registeredArguments.find((argument) => argument.description)) return cmd.registeredArguments;
			return [];
		}
		/**
		* Get the command term to show in the list of subcommands.
		*
		* @param {Command} cmd
		* @returns {string}
		*/
		subcommandTerm(cmd) {
			const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
			return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + (args ? " " + args : "");
		}
		/**
		* Get the option term to show in the list of options.
		*
		* @param {Option} option
		* @returns {string}
		*/
		optionTerm(option) {
			return option.flags;
		}
		/**
		* Get the argument term to show in the list of arguments.
		*
		* @param {Argument} argument
		* @returns {string}
		*/
		argumentTerm(argument) {
			return argument.name();
		}
		/**
		* Get the longest command term length.
		*
		* @param {Command} cmd
		* @param {Help} helper
		* @returns {number}
		*/
		longestSubcommandTermLength(cmd, helper) {
			return helper.visibleCommands(cmd).reduce((max, command) => {
				return Math.max(max, this.displayWidth(helper.styleSubcommandTerm(helper.subcommandTerm(command))));
			}, 0);
		}
		/**
		* Get the longest option term length.
		*
		* @param {Command} cmd
		* @param {Help} helper
		* @returns {number}
		*/
		longestOptionTermLength(cmd, helper) {
			return helper.visibleOptions(cmd).reduce((max, option) => {
				return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
			}, 0);
		}
		/**
		* Get the longest global option term length.
		*
		* @param {Command} cmd
		* @param {Help} helper
		* @returns {number}
		*/
		longestGlobalOptionTermLength(cmd, helper) {
			return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
				return Math.max(max, this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))));
			}, 0);
		}
		/**
		* Get the longest argument term length.
		*
		* @param {Command} cmd
		* @param {Help} helper
		* @returns {number}
		*/
		longestArgumentTermLength(cmd, helper) {
			return helper.visibleArguments(cmd).reduce((max, argument) => {
				return Math.max(max, this.displayWidth(helper.styleArgumentTerm(helper.argumentTerm(argument))));
			}, 0);
		}
		/**
		* Get the command usage to be displayed at the top of the built-in help.
		*
		* @param {Command} cmd
		* @returns {string}
		*/
		commandUsage(cmd) {
			let cmdName = cmd._name;
			if (cmd._aliases[0]) cmdName = cmdName + "|" + cmd._aliases[0];
			let ancestorCmdNames = "";
			for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
			return ancestorCmdNames + cmdName + " " + cmd.usage();
		}
		/**
		* Get the description for the command.
		*
		* @param {Command} cmd
		* @returns {string}
		*/
		commandDescription(cmd) {
			return cmd.description();
		}
		/**
		* Get the subcommand summary to show in the list of subcommands.
		* (Fallback to description for backwards compatibility.)
		*
		* @param {Command} cmd
		* @returns {string}
		*/
		subcommandDescription(cmd) {
			return cmd.summary() || cmd.description();
		}
		/**
		* Get the option description to show in the list of options.
		*
		* @param {Option} option
		* @return {string}
		*/
		optionDescription(option) {
			const extraInfo = [];
			if (option.argChoices) extraInfo.push(`choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
			if (option.defaultValue !== void 0) {
				if (option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean") extraInfo.push(`default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`);
			}
			if (option.presetArg !== void 0 && option.optional) extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
			if (option.envVar !== void 0) extraInfo.push(`env: ${option.envVar}`);
			if (extraInfo.length > 0) {
				const extraDescription = `(${extraInfo.join(", ")})`;
				if (option.description) return `${option.description} ${extraDescription}`;
				return extraDescription;
			}
			return option.description;
		}
		/**
		* Get the argument description to show in the list of arguments.
		*
		* @param {Argument} argument
		* @return {string}
		*/
		argumentDescription(argument) {
			const extraInfo = [];
			if (argument.argChoices) extraInfo.push(`choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`);
			if (argument.defaultValue !== void 0) extraInfo.push(`default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`);
			if (extraInfo.length > 0) {
				const extraDescription = `(${extraInfo.join(", ")})`;
				if (argument.description) return `${argument.description} ${extraDescription}`;
				return extraDescription;
			}
			return argument.description;
		}
		/**
		* Format a list of items, given a heading and an array of formatted items.
		*
		* @param {string} heading
		* @param {string[]} items
		* @param {Help} helper
		* @returns string[]
		*/
		formatItemList(heading, items, helper) {
			if (items.length === 0) return [];
			return [
				helper.styleTitle(heading),
				...items,
				""
			];
		}
		/**
		* Group items by their help group heading.
		*
		* @param {Command[] | Option[]} unsortedItems
		* @param {Command[] | Option[]} visibleItems
		* @param {Function} getGroup
		* @returns {Map<string, Command[] | Option[]>}
		*/
		groupItems(unsortedItems, visibleItems, getGroup) {
			const result = /* @__PURE__ */ new Map();
			unsortedItems.forEach((item) => {
				const group = getGroup(item);
				if (!result.has(group)) result.set(group, []);
			});
			visibleItems.forEach((item) => {
				const group = getGroup(item);
				if (!result.has(group)) result.set(group, []);
				result.get(group).push(item);
			});
			return result;
		}
		/**
		* Generate the built-in help text.
		*
		* @param {Command} cmd
		* @param {Help} helper
		* @returns {string}
		*/
		formatHelp(cmd, helper) {
			const termWidth = helper.padWidth(cmd, helper);
			const helpWidth = helper.helpWidth ?? 80;
			function callFormatItem(term, description) {
				return helper.formatItem(term, termWidth, description, helper);
			}
			let output = [`${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`, ""];
			const commandDescription = helper.commandDescription(cmd);
			if (commandDescription.length > 0) output = output.concat([helper.boxWrap(helper.styleCommandDescription(commandDescription), helpWidth), ""]);
			const argumentList = helper.visibleArguments(cmd).map((argument) => {
				return callFormatItem(helper.styleArgumentTerm(helper.argumentTerm(argument)), helper.styleArgumentDescription(helper.argumentDescription(argument)));
			});
			output = output.concat(this.formatItemList("Arguments:", argumentList, helper));
			this.groupItems(cmd.options, helper.visibleOptions(cmd), (option) => option.helpGroupHeading ?? "Options:").forEach((options, group) => {
				const optionList = options.map((option) => {
					return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
				});
				output = output.concat(this.formatItemList(group, optionList, helper));
			});
			if (helper.showGlobalOptions) {
				const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
					return callFormatItem(helper.styleOptionTerm(helper.optionTerm(option)), helper.styleOptionDescription(helper.optionDescription(option)));
				});
				output = output.concat(this.formatItemList("Global Options:", globalOptionList, helper));
			}
			this.groupItems(cmd.commands, helper.visibleCommands(cmd), (sub) => sub.helpGroup() || "Commands:").forEach((commands, group) => {
				const commandList = commands.map((sub) => {
					return callFormatItem(helper.styleSubcommandTerm(helper.subcommandTerm(sub)), helper.styleSubcommandDescription(helper.subcommandDescription(sub)));
				});
				output = output.concat(this.formatItemList(group, commandList, helper));
			});
			return output.join("\n");
		}
		/**
		* Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
		*
		* @param {string} str
		* @returns {number}
		*/
		displayWidth(str) {
			return stripColor(str).length;
		}
		/**
		* Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
		*
		* @param {string} str
		* @returns {string}
		*/
		styleTitle(str) {
			return str;
		}
		styleUsage(str) {
			return str.split(" ").map((word) => {
				if (word === "[options]") return this.styleOptionText(word);
				if (word === "[command]") return this.styleSubcommandText(word);
				if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
				return this.styleCommandText(word);
			}).join(" ");
		}
		styleCommandDescription(str) {
			return this.styleDescriptionText(str);
		}
		styleOptionDescription(str) {
			return this.styleDescriptionText(str);
		}
		styleSubcommandDescription(str) {
			return this.styleDescriptionText(str);
		}
		styleArgumentDescription(str) {
			return this.styleDescriptionText(str);
		}
		styleDescriptionText(str) {
			return str;
		}
		styleOptionTerm(str) {
			return this.styleOptionText(str);
		}
		styleSubcommandTerm(str) {
			return str.split(" ").map((word) => {
				if (word === "[options]") return this.styleOptionText(word);
				if (word[0] === "[" || word[0] === "<") return this.styleArgumentText(word);
				return this.styleSubcommandText(word);
			}).join(" ");
		}
		styleArgumentTerm(str) {
			return this.styleArgumentText(str);
		}
		styleOptionText(str) {
			return str;
		}
		styleArgumentText(str) {
			return str;
		}
		styleSubcommandText(str) {
			return str;
		}
		styleCommandText(str) {
			return str;
		}
		/**
		* Calculate the pad width from the maximum term length.
		*
		* @param {Command} cmd
		* @param {Help} helper
		* @returns {number}
		*/
		padWidth(cmd, helper) {
			return Math.max(helper.longestOptionTermLength(cmd, helper), helper.longestGlobalOptionTermLength(cmd, helper), helper.longestSubcommandTermLength(cmd, helper), helper.longestArgumentTermLength(cmd, helper));
		}
		/**
		* Detect manually wrapped and indented strings by checking for line break followed by whitespace.
		*
		* @param {string} str
		* @returns {boolean}
		*/
		preformatted(str) {
			return /\n[^\S\r\n]/.test(str);
		}
		/**
		* Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
		*
		* So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
		*   TTT  DDD DDDD
		*        DD DDD
		*
		* @param {string} term
		* @param {number} termWidth
		* @param {string} description
		* @param {Help} helper
		* @returns {string}
		*/
		formatItem(term, termWidth, description, helper) {
			const itemIndent = 2;
			const itemIndentStr = " ".repeat(itemIndent);
			if (!description) return itemIndentStr + term;
			const paddedTerm = term.padEnd(termWidth + term.length - helper.displayWidth(term));
			const spacerWidth = 2;
			const remainingWidth = (this.helpWidth ?? 80) - termWidth - spacerWidth - itemIndent;
			let formattedDescription;
			if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) formattedDescription = description;
			else formattedDescription = helper.boxWrap(description, remainingWidth).replace(/\n/g, "\n" + " ".repeat(termWidth + spacerWidth));
			return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `\n${itemIndentStr}`);
		}
		/**
		* Wrap a string at whitespace, preserving existing line breaks.
		* Wrapping is skipped if the width is less than `minWidthToWrap`.
		*
		* @param {string} str
		* @param {number} width
		* @returns {string}
		*/
		boxWrap(str, width) {
			if (width < this.minWidthToWrap) return str;
			const rawLines = str.split(/\r\n|\n/);
			const chunkPattern = /[\s]*[^\s]+/g;
			const wrappedLines = [];
			rawLines.forEach((line) => {
				const chunks = line.match(chunkPattern);
				if (chunks === null) {
					wrappedLines.push("");
					return;
				}
				let sumChunks = [chunks.shift()];
				let sumWidth = this.displayWidth(sumChunks[0]);
				chunks.forEach((chunk) => {
					const visibleWidth = this.displayWidth(chunk);
					if (sumWidth + visibleWidth <= width) {
						sumChunks.push(chunk);
						sumWidth += visibleWidth;
						return;
					}
					wrappedLines.push(sumChunks.join(""));
					const nextChunk = chunk.trimStart();
					sumChunks = [nextChunk];
					sumWidth = this.displayWidth(nextChunk);
				});
				wrappedLines.push(sumChunks.join(""));
			});
			return wrappedLines.join("\n");
		}
	};
	/**
	* Strip style ANSI escape sequences from the string. In particular, SGR (Select Graphic Rendition) codes.
	*
	* @param {string} str
	* @returns {string}
	* @package
	*/
	function stripColor(str) {
		return str.replace(/\x1b\[\d*(;\d*)*m/g, "");
	}
	exports.Help = Help;
	exports.stripColor = stripColor;
}));
// node_modules/commander/lib/option.js
var require_option = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { InvalidArgumentError } = require_error();
	var Option = class {
		/**
		* Initialize a new `Option` with the given `flags` and `description`.
		*
		* @param {string} flags
		* @param {string} [description]
		*/
		constructor(flags, description) {
			this.flags = flags;
			this.description = description || "";
			this.required = flags.includes("<");
			this.optional = flags.includes("[");
			this.variadic = /\w\.\.\.[>\]]$/.test(flags);
			this.mandatory = false;
			const optionFlags = splitOptionFlags(flags);
			this.short = optionFlags.shortFlag;
			this.long = optionFlags.longFlag;
			this.negate = false;
			if (this.long) this.negate = this.long.startsWith("--no-");
			this.defaultValue = void 0;
			this.defaultValueDescription = void 0;
			this.presetArg = void 0;
			this.envVar = void 0;
			this.parseArg = void 0;
			this.hidden = false;
			this.argChoices = void 0;
			this.conflictsWith = [];
			this.implied = void 0;
			this.helpGroupHeading = void 0;
		}
		/**
		* Set the default value, and optionally supply the description to be displayed in the help.
		*
		* @param {*} value
		* @param {string} [description]
		* @return {Option}
		*/
		default(value, description) {
			this.defaultValue = value;
			this.defaultValueDescription = description;
			return this;
		}
		/**
		* Preset to use when option used without option-argument, especially optional but also boolean and negated.
		* The custom processing (parseArg) is called.
		*
		* @example
		* new Option('--color').default('GREYSCALE').preset('RGB');
		* new Option('--donate [amount]').preset('20').argParser(parseFloat);
		*
		* @param {*} arg
		* @return {Option}
		*/
		preset(arg) {
			this.presetArg = arg;
			return this;
		}
		/**
		* Add option name(s) that conflict with this option.
		* An error will be displayed if conflicting options are found during parsing.
		*
		* @example
		* new Option('--rgb').conflicts('cmyk');
		* new Option('--js').conflicts(['ts', 'jsx']);
		*
		* @param {(string | string[])} names
		* @return {Option}
		*/
		conflicts(names) {
			this.conflictsWith = this.conflictsWith.concat(names);
			return this;
		}
		/**
		* Specify implied option values for when this option is set and the implied options are not.
		*
		* The custom processing (parseArg) is not called on the implied values.
		*
		* @example
		* program
		*   .addOption(new Option('--log', 'write logging information to file'))
		*   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
		*
		* @param {object} impliedOptionValues
		* @return {Option}
		*/
		implies(impliedOptionValues) {
			let newImplied = impliedOptionValues;
			if (typeof impliedOptionValues === "string") newImplied = { [impliedOptionValues]: true };
			this.implied = Object.assign(this.implied || {}, newImplied);
			return this;
		}
		/**
		* Set environment variable to check for option value.
		*
		* An environment variable is only used if when processed the current option value is
		* undefined, or the source of the current value is 'default' or 'config' or 'env'.
		*
		* @param {string} name
		* @return {Option}
		*/
		env(name) {
			this.envVar = name;
			return this;
		}
		/**
		* Set the custom handler for processing CLI option arguments into option values.
		*
		* @param {Function} [fn]
		* @return {Option}
		*/
		argParser(fn) {
			this.parseArg = fn;
			return this;
		}
		/**
		* Whether the option is mandatory and must have a value after parsing.
		*
		* @param {boolean} [mandatory=true]
		* @return {Option}
		*/
		makeOptionMandatory(mandatory = true) {
			this.mandatory = !!mandatory;
			return this;
		}
		/**
		* Hide option in help.
		*
		* @param {boolean} [hide=true]
		* @return {Option}
		*/
		hideHelp(hide = true) {
			this.hidden = !!hide;
			return this;
		}
		/**
		* @package
		*/
		_collectValue(value, previous) {
			if (previous === this.defaultValue || !Array.isArray(previous)) return [value];
			previous.push(value);
			return previous;
		}
		/**
		* Only allow option value to be one of choices.
		*
		* @param {string[]} values
		* @return {Option}
		*/
		choices(values) {
			this.argChoices = values.slice();
			this.parseArg = (arg, previous) => {
				if (!this.argChoices.includes(arg)) throw new InvalidArgumentError(`Allowed choices are ${this.argChoices.join(", ")}.`);
				if (this.variadic) return this._collectValue(arg, previous);
				return arg;
			};
			return this;
		}
		/**
		* Return option name.
		*
		* @return {string}
		*/
		name() {
			if (this.long) return this.long.replace(/^--/, "");
			return this.short.replace(/^-/, "");
		}
		/**
		* Return option name, in a camelcase format that can be used
		* as an object attribute key.
		*
		* @return {string}
		*/
		attributeName() {
			if (this.negate) return camelcase(this.name().replace(/^no-/, ""));
			return camelcase(this.name());
		}
		/**
		* Set the help group heading.
		*
		* @param {string} heading
		* @return {Option}
		*/
		helpGroup(heading) {
			this.helpGroupHeading = heading;
			return this;
		}
		/**
		* Check if `arg` matches the short or long flag.
		*
		* @param {string} arg
		* @return {boolean}
		* @package
		*/
		is(arg) {
			return this.short === arg || this.long === arg;
		}
		/**
		* Return whether a boolean option.
		*
		* Options are one of boolean, negated, required argument, or optional argument.
		*
		* @return {boolean}
		* @package
		*/
		isBoolean() {
			return !this.required && !this.optional && !this.negate;
		}
	};
	/**
	* This class is to make it easier to work with dual options, without changing the existing
	* implementation. We support separate dual options for separate positive and negative options,
	* like `--build` and `--no-build`, which share a single option value. This works nicely for some
	* use cases, but is tricky for others where we want separate behaviours despite
	* the single shared option value.
	*/
	var DualOptions = class {
		/**
		* @param {Option[]} options
		*/
		constructor(options) {
			this.positiveOptions = /* @__PURE__ */ new Map();
			this.negativeOptions = /* @__PURE__ */ new Map();
			this.dualOptions = /* @__PURE__ */ new Set();
			options.forEach((option) => {
				if (option.negate) this.negativeOptions.set(option.attributeName(), option);
				else this.positiveOptions.set(option.attributeName(), option);
			});
			this.negativeOptions.forEach((value, key) => {
				if (this.positiveOptions.has(key)) this.dualOptions.add(key);
			});
		}
		/**
		* Did the value come from the option, and not from possible matching dual option?
		*
		* @param {*} value
		* @param {Option} option
		* @returns {boolean}
		*/
		valueFromOption(value, option) {
			const optionKey = option.attributeName();
			if (!this.dualOptions.has(optionKey)) return true;
			const preset = this.negativeOptions.get(optionKey).presetArg;
			const negativeValue = preset !== void 0 ? preset : false;
			return option.negate === (negativeValue === value);
		}
	};
	/**
	* Convert string from kebab-case to camelCase.
	*
	* @param {string} str
	* @return {string}
	* @private
	*/
	function camelcase(str) {
		return str.split("-").reduce((str, word) => {
			return str + word[0].toUpperCase() + word.slice(1);
		});
	}
	/**
	* Split the short and long flag out of something like '-m,--mixed <value>'
	*
	* @private
	*/
	function splitOptionFlags(flags) {
		let shortFlag;
		let longFlag;
		const shortFlagExp = /^-[^-]$/;
		const longFlagExp = /^--[^-]/;
		const flagParts = flags.split(/[ |,]+/).concat("guard");
		if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
		if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
		if (!shortFlag && shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
		if (!shortFlag && longFlagExp.test(flagParts[0])) {
			shortFlag = longFlag;
			longFlag = flagParts.shift();
		}
		if (flagParts[0].startsWith("-")) {
			const unsupportedFlag = flagParts[0];
			const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
			if (/^-[^-][^-]/.test(unsupportedFlag)) throw new Error(`${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`);
			if (shortFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many short flags`);
			if (longFlagExp.test(unsupportedFlag)) throw new Error(`${baseError}
- too many long flags`);
			throw new Error(`${baseError}
- unrecognised flag format`);
		}
		if (shortFlag === void 0 && longFlag === void 0) throw new Error(`option creation failed due to no flags found in '${flags}'.`);
		return {
			shortFlag,
			longFlag
		};
	}
	exports.Option = Option;
	exports.DualOptions = DualOptions;
}));
// node_modules/commander/lib/suggestSimilar.js
var require_suggestSimilar = /* @__PURE__ */ __commonJSMin(((exports) => {
	const maxDistance = 3;
	function editDistance(a, b) {
		if (Math.abs(a.length - b.length) > maxDistance) return Math.max(a.length, b.length);
		const d = [];
		for (let i = 0; i <= a.length; i++) d[i] = [i];
		for (let j = 0; j <= b.length; j++) d[0][j] = j;
		for (let j = 1; j <= b.length; j++) for (let i = 1; i <= a.length; i++) {
			let cost = 1;
			if (a[i - 1] === b[j - 1]) cost = 0;
			else cost = 1;
			d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
		}
		return d[a.length][b.length];
	}
	/**
	* Find close matches, restricted to same number of edits.
	*
	* @param {string} word
	* @param {string[]} candidates
	* @returns {string}
	*/
	function suggestSimilar(word, candidates) {
		if (!candidates || candidates.length === 0) return "";
		candidates = Array.from(new Set(candidates));
		const searchingOptions = word.startsWith("--");
		if (searchingOptions) {
			word = word.slice(2);
			candidates = candidates.map((candidate) => candidate.slice(2));
		}
		let similar = [];
		let bestDistance = maxDistance;
		const minSimilarity = .4;
		candidates.forEach((candidate) => {
			if (candidate.length <= 1) return;
			const distance = editDistance(word, candidate);
			const length = Math.max(word.length, candidate.length);
			if ((length - distance) / length > minSimilarity) {
				if (distance < bestDistance) {
					bestDistance = distance;
					similar = [candidate];
				} else if (distance === bestDistance) similar.push(candidate);
			}
		});
		similar.sort((a, b) => a.localeCompare(b));
		if (searchingOptions) similar = similar.map((candidate) => `--${candidate}`);
		if (similar.length > 1) return `\n(Did you mean one of ${similar.join(", ")}?)`;
		if (similar.length === 1) return `\n(Did you mean ${similar[0]}?)`;
		return "";
	}
	exports.suggestSimilar = suggestSimilar;
}));
// node_modules/commander/lib/command.js
var require_command = /* @__PURE__ */ __commonJSMin(((exports) => {
	const EventEmitter = __require("node:events").EventEmitter;
	const childProcess = __require("node:child_process");
	const path = __require("node:path");
	const fs = __require("node:fs");
	const process = __require("node:process");
	const { Argument, humanReadableArgName } = require_argument();
	const { CommanderError } = require_error();
	const { Help, stripColor } = require_help();
	const { Option, DualOptions } = require_option();
	const { suggestSimilar } = require_suggestSimilar();
	var Command = class Command extends EventEmitter {
		/**
		* Initialize a new `Command`.
		*
		* @param {string} [name]
		*/
		constructor(name) {
			super();
			/** @type {Command[]} */
			this.commands = [];
			/** @type {Option[]} */
			this.options = [];
			this.parent = null;
			this._allowUnknownOption = false;
			this._allowExcessArguments = false;
			/** @type {Argument[]} */
			this.registeredArguments = [];
			this._args = this.registeredArguments;
			/** @type {string[]} */
			this.args = [];
			this.rawArgs = [];
			this.processedArgs = [];
			this._scriptPath = null;
			this._name = name || "";
			this._optionValues = {};
			this._optionValueSources = {};
			this._storeOptionsAsProperties = false;
			this._actionHandler = null;
			this._executableHandler = false;
			this._executableFile = null;
			this._executableDir = null;
			this._defaultCommandName = null;
			this._exitCallback = null;
			this._aliases = [];
			this._combineFlagAndOptionalValue = true;
			this._description = "";
			this._summary = "";
			this._argsDescription = void 0;
			this._enablePositionalOptions = false;
			this._passThroughOptions = false;
			this._lifeCycleHooks = {};
			/** @type {(boolean | string)} */
			this._showHelpAfterError = false;
			this._showSuggestionAfterError = true;
			this._savedState = null;
			this._outputConfiguration = {
				writeOut: (str) => process.stdout.write(str),
				writeErr: (str) => process.stderr.write(str),
				outputError: (str, write) => write(str),
				getOutHelpWidth: () => process.stdout.isTTY ? process.stdout.columns : void 0,
				getErrHelpWidth: () => process.stderr.isTTY ? process.stderr.columns : void 0,
				getOutHasColors: () => useColor() ?? (process.stdout.isTTY && process.stdout.hasColors?.()),
				getErrHasColors: () => useColor() ?? (process.stderr.isTTY && process.stderr.hasColors?.()),
				stripColor: (str) => stripColor(str)
			};
			this._hidden = false;
			/** @type {(Option | null | undefined)} */
			this._helpOption = void 0;
			this._addImplicitHelpCommand = void 0;
			/** @type {Command} */
			this._helpCommand = void 0;
			this._helpConfiguration = {};
			/** @type {string | undefined} */
			this._helpGroupHeading = void 0;
			/** @type {string | undefined} */
			this._defaultCommandGroup = void 0;
			/** @type {string | undefined} */
			this._defaultOptionGroup = void 0;
		}
		/**
		* Copy settings that are useful to have in common across root command and subcommands.
		*
		* (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
		*
		* @param {Command} sourceCommand
		* @return {Command} `this` command for chaining
		*/
		copyInheritedSettings(sourceCommand) {
			this._outputConfiguration = sourceCommand._outputConfiguration;
			this._helpOption = sourceCommand._helpOption;
			this._helpCommand = sourceCommand._helpCommand;
			this._helpConfiguration = sourceCommand._helpConfiguration;
			this._exitCallback = sourceCommand._exitCallback;
			this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
			this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
			this._allowExcessArguments = sourceCommand._allowExcessArguments;
			this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
			this._showHelpAfterError = sourceCommand._showHelpAfterError;
			this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
			return this;
		}
		/**
		* @returns {Command[]}
		* @private
		*/
		_getCommandAndAncestors() {
			const result = [];
			for (let command = this; command; command = command.parent) result.push(command);
			return result;
		}
		/**
		* Define a command.
		*
		* There are two styles of command: pay attention to where to put the description.
		*
		* @example
		* // Command implemented using action handler (description is supplied separately to `.command`)
		* program
		*   .command('clone <source> [destination]')
		*   .description('clone a repository into a newly created directory')
		*   .action((source, destination) => {
		*     console.log('clone command called');
		*   });
		*
		* // Command implemented using separate executable file (description is second parameter to `.command`)
		* program
		*   .command('start <service>', 'start named service')
		*   .command('stop [service]', 'stop named service, or all if no name supplied');
		*
		* @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
		* @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
		* @param {object} [execOpts] - configuration options (for executable)
		* @return {Command} returns new command for action handler, or `this` for executable command
		*/
		command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
			let desc = actionOptsOrExecDesc;
			let opts = execOpts;
			if (typeof desc === "object" && desc !== null) {
				opts = desc;
				desc = null;
			}
			opts = opts || {};
			const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
			const cmd = this.createCommand(name);
			if (desc) {
				cmd.description(desc);
				cmd._executableHandler = true;
			}
			if (opts.isDefault) this._defaultCommandName = cmd._name;
			cmd._hidden = !!(opts.noHelp || opts.hidden);
			cmd._executableFile = opts.executableFile || null;
			if (args) cmd.arguments(args);
			this._registerCommand(cmd);
			cmd.parent = this;
			cmd.copyInheritedSettings(this);
			if (desc) return this;
			return cmd;
		}
		/**
		* Factory routine to create a new unattached command.
		*
		* See .command() for creating an attached subcommand, which uses this routine to
		* create the command. You can override createCommand to customise subcommands.
		*
		* @param {string} [name]
		* @return {Command} new command
		*/
		createCommand(name) {
			return new Command(name);
		}
		/**
		* You can customise the help with a subclass of Help by overriding createHelp,
		* or by overriding Help properties using configureHelp().
		*
		* @return {Help}
		*/
		createHelp() {
			return Object.assign(new Help(), this.configureHelp());
		}
		/**
		* You can customise the help by overriding Help properties using configureHelp(),
		* or with a subclass of Help by overriding createHelp().
		*
		* @param {object} [configuration] - configuration options
		* @return {(Command | object)} `this` command for chaining, or stored configuration
		*/
		configureHelp(configuration) {
			if (configuration === void 0) return this._helpConfiguration;
			this._helpConfiguration = configuration;
			return this;
		}
		/**
		* The default output goes to stdout and stderr. You can customise this for special
		* applications. You can also customise the display of errors by overriding outputError.
		*
		* The configuration properties are all functions:
		*
		*     // change how output being written, defaults to stdout and stderr
		*     writeOut(str)
		*     writeErr(str)
		*     // change how output being written for errors, defaults to writeErr
		*     outputError(str, write) // used for displaying errors and not used for displaying help
		*     // specify width for wrapping help
		*     getOutHelpWidth()
		*     getErrHelpWidth()
		*     // color support, currently only used with Help
		*     getOutHasColors()
		*     getErrHasColors()
		*     stripColor() // used to remove ANSI escape codes if output does not have colors
		*
		* @param {object} [configuration] - configuration options
		* @return {(Command | object)} `this` command for chaining, or stored configuration
		*/
		configureOutput(configuration) {
			if (configuration === void 0) return this._outputConfiguration;
			this._outputConfiguration = {
				...this._outputConfiguration,
				...configuration
			};
			return this;
		}
		/**
		* Display the help or a custom message after an error occurs.
		*
		* @param {(boolean|string)} [displayHelp]
		* @return {Command} `this` command for chaining
		*/
		showHelpAfterError(displayHelp = true) {
			if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
			this._showHelpAfterError = displayHelp;
			return this;
		}
		/**
		* Display suggestion of similar commands for unknown commands, or options for unknown options.
		*
		* @param {boolean} [displaySuggestion]
		* @return {Command} `this` command for chaining
		*/
		showSuggestionAfterError(displaySuggestion = true) {
			this._showSuggestionAfterError = !!displaySuggestion;
			return this;
		}
		/**
		* Add a prepared subcommand.
		*
		* See .command() for creating an attached subcommand which inherits settings from its parent.
		*
		* @param {Command} cmd - new subcommand
		* @param {object} [opts] - configuration options
		* @return {Command} `this` command for chaining
		*/
		addCommand(cmd, opts) {
			if (!cmd._name) throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
			opts = opts || {};
			if (opts.isDefault) this._defaultCommandName = cmd._name;
			if (opts.noHelp || opts.hidden) cmd._hidden = true;
			this._registerCommand(cmd);
			cmd.parent = this;
			cmd._checkForBrokenPassThrough();
			return this;
		}
		/**
		* Factory routine to create a new unattached argument.
		*
		* See .argument() for creating an attached argument, which uses this routine to
		* create the argument. You can override createArgument to return a custom argument.
		*
		* @param {string} name
		* @param {string} [description]
		* @return {Argument} new argument
		*/
		createArgument(name, description) {
			return new Argument(name, description);
		}
		/**
		* Define argument syntax for command.
		*
		* The default is that the argument is required, and you can explicitly
		* indicate this with <> around the name. Put [] around the name for an optional argument.
		*
		* @example
		* program.argument('<input-file>');
		* program.argument('[output-file]');
		*
		* @param {string} name
		* @param {string} [description]
		* @param {(Function|*)} [parseArg] - custom argument processing function or default value
		* @param {*} [defaultValue]
		* @return {Command} `this` command for chaining
		*/
		argument(name, description, parseArg, defaultValue) {
			const argument = this.createArgument(name, description);
			if (typeof parseArg === "function") argument.default(defaultValue).argParser(parseArg);
			else argument.default(parseArg);
			this.addArgument(argument);
			return this;
		}
		/**
		* Define argument syntax for command, adding multiple at once (without descriptions).
		*
		* See also .argument().
		*
		* @example
		* program.arguments('<cmd> [env]');
		*
		* @param {string} names
		* @return {Command} `this` command for chaining
		*/
		arguments(names) {
			names.trim().split(/ +/).forEach((detail) => {
				this.argument(detail);
			});
			return this;
		}
		/**
		* Define argument syntax for command, adding a prepared argument.
		*
		* @param {Argument} argument
		* @return {Command} `this` command for chaining
		*/
		addArgument(argument) {
			const previousArgument = this.registeredArguments.slice(-1)[0];
			if (previousArgument?.variadic) throw new Error(`only the last argument can be variadic '${previousArgument.name()}'`);
			if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) throw new Error(`a default value for a required argument is never used: '${argument.name()}'`);
			this.registeredArguments.push(argument);
			return this;
		}
		/**
		* Customise or override default help command. By default a help command is automatically added if your command has subcommands.
		*
		* @example
		*    program.helpCommand('help [cmd]');
		*    program.helpCommand('help [cmd]', 'show help');
		*    program.helpCommand(false); // suppress default help command
		*    program.helpCommand(true); // add help command even if no subcommands
		*
		* @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
		* @param {string} [description] - custom description
		* @return {Command} `this` command for chaining
		*/
		helpCommand(enableOrNameAndArgs, description) {
			if (typeof enableOrNameAndArgs === "boolean") {
				this._addImplicitHelpCommand = enableOrNameAndArgs;
				if (enableOrNameAndArgs && this._defaultCommandGroup) this._initCommandGroup(this._getHelpCommand());
				return this;
			}
			const [, helpName, helpArgs] = (enableOrNameAndArgs ?? "help [command]").match(/([^ ]+) *(.*)/);
			const helpDescription = description ?? "display help for command";
			const helpCommand = this.createCommand(helpName);
			helpCommand.helpOption(false);
			if (helpArgs) helpCommand.arguments(helpArgs);
			if (helpDescription) helpCommand.description(helpDescription);
			this._addImplicitHelpCommand = true;
			this._helpCommand = helpCommand;
			if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
			return this;
		}
		/**
		* Add prepared custom help command.
		*
		* @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
		* @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
		* @return {Command} `this` command for chaining
		*/
		addHelpCommand(helpCommand, deprecatedDescription) {
			if (typeof helpCommand !== "object") {
				this.helpCommand(helpCommand, deprecatedDescription);
				return this;
			}
			this._addImplicitHelpCommand = true;
			this._helpCommand = helpCommand;
			this._initCommandGroup(helpCommand);
			return this;
		}
		/**
		* Lazy create help command.
		*
		* @return {(Command|null)}
		* @package
		*/
		_getHelpCommand() {
			if (this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"))) {
				if (this._helpCommand === void 0) this.helpCommand(void 0, void 0);
				return this._helpCommand;
			}
			return null;
		}
		/**
		* Add hook for life cycle event.
		*
		* @param {string} event
		* @param {Function} listener
		* @return {Command} `this` command for chaining
		*/
		hook(event, listener) {
			const allowedValues = [
				"preSubcommand",
				"preAction",
				"postAction"
			];
			if (!allowedValues.includes(event)) throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
			if (this._lifeCycleHooks[event]) this._lifeCycleHooks[event].push(listener);
			else this._lifeCycleHooks[event] = [listener];
			return this;
		}
		/**
		* Register callback to use as replacement for calling process.exit.
		*
		* @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
		* @return {Command} `this` command for chaining
		*/
		exitOverride(fn) {
			if (fn) this._exitCallback = fn;
			else this._exitCallback = (err) => {
				if (err.code !== "commander.executeSubCommandAsync") throw err;
			};
			return this;
		}
		/**
		* Call process.exit, and _exitCallback if defined.
		*
		* @param {number} exitCode exit code for using with process.exit
		* @param {string} code an id string representing the error
		* @param {string} message human-readable description of the error
		* @return never
		* @private
		*/
		_exit(exitCode, code, message) {
			if (this._exitCallback) this._exitCallback(new CommanderError(exitCode, code, message));
			process.exit(exitCode);
		}
		/**
		* Register callback `fn` for the command.
		*
		* @example
		* program
		*   .command('serve')
		*   .description('start service')
		*   .action(function() {
		*      // do work here
		*   });
		*
		* @param {Function} fn
		* @return {Command} `this` command for chaining
		*/
		action(fn) {
			const listener = (args) => {
				const expectedArgsCount = this.registeredArguments.length;
				const actionArgs = args.slice(0, expectedArgsCount);
				if (this._storeOptionsAsProperties) actionArgs[expectedArgsCount] = this;
				else actionArgs[expectedArgsCount] = this.opts();
				actionArgs.push(this);
				return fn.apply(this, actionArgs);
			};
			this._actionHandler = listener;
			return this;
		}
		/**
		* Factory routine to create a new unattached option.
		*
		* See .option() for creating an attached option, which uses this routine to
		* create the option. You can override createOption to return a custom option.
		*
		* @param {string} flags
		* @param {string} [description]
		* @return {Option} new option
		*/
		createOption(flags, description) {
			return new Option(flags, description);
		}
		/**
		* Wrap parseArgs to catch 'commander.invalidArgument'.
		*
		* @param {(Option | Argument)} target
		* @param {string} value
		* @param {*} previous
		* @param {string} invalidArgumentMessage
		* @private
		*/
		_callParseArg(target, value, previous, invalidArgumentMessage) {
			try {
				return target.parseArg(value, previous);
			} catch (err) {
				if (err.code === "commander.invalidArgument") {
					const message = `${invalidArgumentMessage} ${err.message}`;
					this.error(message, {
						exitCode: err.exitCode,
						code: err.code
					});
				}
				throw err;
			}
		}
		/**
		* Check for option flag conflicts.
		* Register option if no conflicts found, or throw on conflict.
		*
		* @param {Option} option
		* @private
		*/
		_registerOption(option) {
			const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
			if (matchingOption) {
				const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
				throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
			}
			this._initOptionGroup(option);
			this.options.push(option);
		}
		/**
		* Check for command name and alias conflicts with existing commands.
		* Register command if no conflicts found, or throw on conflict.
		*
		* @param {Command} command
		* @private
		*/
		_registerCommand(command) {
			const knownBy = (cmd) => {
				return [cmd.name()].concat(cmd.aliases());
			};
			const alreadyUsed = knownBy(command).find((name) => this._findCommand(name));
			if (alreadyUsed) {
				const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
				const newCmd = knownBy(command).join("|");
				throw new Error(`cannot add command '${newCmd}' as already have command '${existingCmd}'`);
			}
			this._initCommandGroup(command);
			this.commands.push(command);
		}
		/**
		* Add an option.
		*
		* @param {Option} option
		* @return {Command} `this` command for chaining
		*/
		addOption(option) {
			this._registerOption(option);
			const oname = option.name();
			const name = option.attributeName();
			if (option.negate) {
				const positiveLongFlag = option.long.replace(/^--no-/, "--");
				if (!this._findOption(positiveLongFlag)) this.setOptionValueWithSource(name, option.defaultValue === void 0 ? true : option.defaultValue, "default");
			} else if (option.defaultValue !== void 0) this.setOptionValueWithSource(name, option.defaultValue, "default");
			const handleOptionValue = (val, invalidValueMessage, valueSource) => {
				if (val == null && option.presetArg !== void 0) val = option.presetArg;
				const oldValue = this.getOptionValue(name);
				if (val !== null && option.parseArg) val = this._callParseArg(option, val, oldValue, invalidValueMessage);
				else if (val !== null && option.variadic) val = option._collectValue(val, oldValue);
				if (val == null) {
					if (option.negate) val = false;
					else if (option.isBoolean() || option.optional) val = true;
					else val = "";
				}
				this.setOptionValueWithSource(name, val, valueSource);
			};
			this.on("option:" + oname, (val) => {
				const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
				handleOptionValue(val, invalidValueMessage, "cli");
			});
			if (option.envVar) this.on("optionEnv:" + oname, (val) => {
				const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
				handleOptionValue(val, invalidValueMessage, "env");
			});
			return this;
		}
		/**
		* Internal implementation shared by .option() and .requiredOption()
		*
		* @return {Command} `this` command for chaining
		* @private
		*/
		_optionEx(config, flags, description, fn, defaultValue) {
			if (typeof flags === "object" && flags instanceof Option) throw new Error("To add an Option object use addOption() instead of option() or requiredOption()");
			const option = this.createOption(flags, description);
			option.makeOptionMandatory(!!config.mandatory);
			if (typeof fn === "function") option.default(defaultValue).argParser(fn);
			else if (fn instanceof RegExp) {
				const regex = fn;
				fn = (val, def) => {
					const m = regex.exec(val);
					return m ? m[0] : def;
				};
				option.default(defaultValue).argParser(fn);
			} else option.default(fn);
			return this.addOption(option);
		}
		/**
		* Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
		*
		* The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
		* option-argument is indicated by `<>` and an optional option-argument by `[]`.
		*
		* See the README for more details, and see also addOption() and requiredOption().
		*
		* @example
		* program
		*     .option('-p, --pepper', 'add pepper')
		*     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
		*     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
		*     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
		*
		* @param {string} flags
		* @param {string} [description]
		* @param {(Function|*)} [parseArg] - custom option processing function or default value
		* @param {*} [defaultValue]
		* @return {Command} `this` command for chaining
		*/
		option(flags, description, parseArg, defaultValue) {
			return this._optionEx({}, flags, description, parseArg, defaultValue);
		}
		/**
		* Add a required option which must have a value after parsing. This usually means
		* the option must be specified on the command line. (Otherwise the same as .option().)
		*
		* The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
		*
		* @param {string} flags
		* @param {string} [description]
		* @param {(Function|*)} [parseArg] - custom option processing function or default value
		* @param {*} [defaultValue]
		* @return {Command} `this` command for chaining
		*/
		requiredOption(flags, description, parseArg, defaultValue) {
			return this._optionEx({ mandatory: true }, flags, description, parseArg, defaultValue);
		}
		/**
		* Alter parsing of short flags with optional values.
		*
		* @example
		* // for `.option('-f,--flag [value]'):
		* program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
		* program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
		*
		* @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
		* @return {Command} `this` command for chaining
		*/
		combineFlagAndOptionalValue(combine = true) {
			this._combineFlagAndOptionalValue = !!combine;
			return this;
		}
		/**
		* Allow unknown options on the command line.
		*
		* @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
		* @return {Command} `this` command for chaining
		*/
		allowUnknownOption(allowUnknown = true) {
			this._allowUnknownOption = !!allowUnknown;
			return this;
		}
		/**
		* Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
		*
		* @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
		* @return {Command} `this` command for chaining
		*/
		allowExcessArguments(allowExcess = true) {
			this._allowExcessArguments = !!allowExcess;
			return this;
		}
		/**
		* Enable positional options. Positional means global options are specified before subcommands which lets
		* subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
		* The default behaviour is non-positional and global options may appear anywhere on the command line.
		*
		* @param {boolean} [positional]
		* @return {Command} `this` command for chaining
		*/
		enablePositionalOptions(positional = true) {
			this._enablePositionalOptions = !!positional;
			return this;
		}
		/**
		* Pass through options that come after command-arguments rather than treat them as command-options,
		* so actual command-options come before command-arguments. Turning this on for a subcommand requires
		* positional options to have been enabled on the program (parent commands).
		* The default behaviour is non-positional and options may appear before or after command-arguments.
		*
		* @param {boolean} [passThrough] for unknown options.
		* @return {Command} `this` command for chaining
		*/
		passThroughOptions(passThrough = true) {
			this._passThroughOptions = !!passThrough;
			this._checkForBrokenPassThrough();
			return this;
		}
		/**
		* @private
		*/
		_checkForBrokenPassThrough() {
			if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) throw new Error(`passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`);
		}
		/**
		* Whether to store option values as properties on command object,
		* or store separately (specify false). In both cases the option values can be accessed using .opts().
		*
		* @param {boolean} [storeAsProperties=true]
		* @return {Command} `this` command for chaining
		*/
		storeOptionsAsProperties(storeAsProperties = true) {
			if (this.options.length) throw new Error("call .storeOptionsAsProperties() before adding options");
			if (Object.keys(this._optionValues).length) throw new Error("call .storeOptionsAsProperties() before setting option values");
			this._storeOptionsAsProperties = !!storeAsProperties;
			return this;
		}
		/**
		* Retrieve option value.
		*
		* @param {string} key
		* @return {object} value
		*/
		getOptionValue(key) {
			if (this._storeOptionsAsProperties) return this[key];
			return this._optionValues[key];
		}
		/**
		* Store option value.
		*
		* @param {string} key
		* @param {object} value
		* @return {Command} `this` command for chaining
		*/
		setOptionValue(key, value) {
			return this.setOptionValueWithSource(key, value, void 0);
		}
		/**
		* Store option value and where the value came from.
		*
		* @param {string} key
		* @param {object} value
		* @param {string} source - expected values are default/config/env/cli/implied
		* @return {Command} `this` command for chaining
		*/
		setOptionValueWithSource(key, value, source) {
			if (this._storeOptionsAsProperties) this[key] = value;
			else this._optionValues[key] = value;
			this._optionValueSources[key] = source;
			return this;
		}
		/**
		* Get source of option value.
		* Expected values are default | config | env | cli | implied
		*
		* @param {string} key
		* @return {string}
		*/
		getOptionValueSource(key) {
			return this._optionValueSources[key];
		}
		/**
		* Get source of option value. See also .optsWithGlobals().
		* Expected values are default | config | env | cli | implied
		*
		* @param {string} key
		* @return {string}
		*/
		getOptionValueSourceWithGlobals(key) {
			let source;
			this._getCommandAndAncestors().forEach((cmd) => {
				if (cmd.getOptionValueSource(key) !== void 0) source = cmd.getOptionValueSource(key);
			});
			return source;
		}
		/**
		* Get user arguments from implied or explicit arguments.
		* Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
		*
		* @private
		*/
		_prepareUserArgs(argv, parseOptions) {
			if (argv !== void 0 && !Array.isArray(argv)) throw new Error("first parameter to parse must be array or undefined");
			parseOptions = parseOptions || {};
			if (argv === void 0 && parseOptions.from === void 0) {
				if (process.versions?.electron) parseOptions.from = "electron";
				const execArgv = process.execArgv ?? [];
				if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) parseOptions.from = "eval";
			}
			if (argv === void 0) argv = process.argv;
			this.rawArgs = argv.slice();
			let userArgs;
			switch (parseOptions.from) {
				case void 0:
				case "node":
					this._scriptPath = argv[1];
					userArgs = argv.slice(2);
					break;
				case "electron":
					if (process.defaultApp) {
						this._scriptPath = argv[1];
						userArgs = argv.slice(2);
					} else userArgs = argv.slice(1);
					break;
				case "user":
					userArgs = argv.slice(0);
					break;
				case "eval":
					userArgs = argv.slice(1);
					break;
				default: throw new Error(`unexpected parse option { from: '${parseOptions.from}' }`);
			}
			if (!this._name && this._scriptPath) this.nameFromFilename(this._scriptPath);
			this._name = this._name || "program";
			return userArgs;
		}
		/**
		* Parse `argv`, setting options and invoking commands when defined.
		*
		* Use parseAsync instead of parse if any of your action handlers are async.
		*
		* Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
		*
		* Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
		* - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
		* - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
		* - `'user'`: just user arguments
		*
		* @example
		* program.parse(); // parse process.argv and auto-detect electron and special node flags
		* program.parse(process.argv); // assume argv[0] is app and argv[1] is script
		* program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
		*
		* @param {string[]} [argv] - optional, defaults to process.argv
		* @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
		* @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
		* @return {Command} `this` command for chaining
		*/
		parse(argv, parseOptions) {
			this._prepareForParse();
			const userArgs = this._prepareUserArgs(argv, parseOptions);
			this._parseCommand([], userArgs);
			return this;
		}
		/**
		* Parse `argv`, setting options and invoking commands when defined.
		*
		* Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
		*
		* Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
		* - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
		* - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
		* - `'user'`: just user arguments
		*
		* @example
		* await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
		* await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
		* await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
		*
		* @param {string[]} [argv]
		* @param {object} [parseOptions]
		* @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
		* @return {Promise}
		*/
		async parseAsync(argv, parseOptions) {
			this._prepareForParse();
			const userArgs = this._prepareUserArgs(argv, parseOptions);
			await this._parseCommand([], userArgs);
			return this;
		}
		_prepareForParse() {
			if (this._savedState === null) this.saveStateBeforeParse();
			else this.restoreStateBeforeParse();
		}
		/**
		* Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
		* Not usually called directly, but available for subclasses to save their custom state.
		*
		* This is called in a lazy way. Only commands used in parsing chain will have state saved.
		*/
		saveStateBeforeParse() {
			this._savedState = {
				_name: this._name,
				_optionValues: { ...this._optionValues },
				_optionValueSources: { ...this._optionValueSources }
			};
		}
		/**
		* Restore state before parse for calls after the first.
		* Not usually called directly, but available for subclasses to save their custom state.
		*
		* This is called in a lazy way. Only commands used in parsing chain will have state restored.
		*/
		restoreStateBeforeParse() {
			if (this._storeOptionsAsProperties) throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
			this._name = this._savedState._name;
			this._scriptPath = null;
			this.rawArgs = [];
			this._optionValues = { ...this._savedState._optionValues };
			this._optionValueSources = { ...this._savedState._optionValueSources };
			this.args = [];
			this.processedArgs = [];
		}
		/**
		* Throw if expected executable is missing. Add lots of help for author.
		*
		* @param {string} executableFile
		* @param {string} executableDir
		* @param {string} subcommandName
		*/
		_checkForMissingExecutable(executableFile, executableDir, subcommandName) {
			if (fs.existsSync(executableFile)) return;
			const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory"}`;
			throw new Error(executableMissing);
		}
		/**
		* Execute a sub-command executable.
		*
		* @private
		*/
		_executeSubCommand(subcommand, args) {
			args = args.slice();
			let launchWithNode = false;
			const sourceExt = [
				".js",
				".ts",
				".tsx",
				".mjs",
				".cjs"
			];
			function findFile(baseDir, baseName) {
				const localBin = path.resolve(baseDir, baseName);
				if (fs.existsSync(localBin)) return localBin;
				if (sourceExt.includes(path.extname(baseName))) return void 0;
				const foundExt = sourceExt.find((ext) => fs.existsSync(`${localBin}${ext}`));
				if (foundExt) return `${localBin}${foundExt}`;
			}
			this._checkForMissingMandatoryOptions();
			this._checkForConflictingOptions();
			let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
			let executableDir = this._executableDir || "";
			if (this._scriptPath) {
				let resolvedScriptPath;
				try {
					resolvedScriptPath = fs.realpathSync(this._scriptPath);
				} catch {
					resolvedScriptPath = this._scriptPath;
				}
				executableDir = path.resolve(path.dirname(resolvedScriptPath), executableDir);
			}
			if (executableDir) {
				let localFile = findFile(executableDir, executableFile);
				if (!localFile && !subcommand._executableFile && this._scriptPath) {
					const legacyName = path.basename(this._scriptPath, path.extname(this._scriptPath));
					if (legacyName !== this._name) localFile = findFile(executableDir, `${legacyName}-${subcommand._name}`);
				}
				executableFile = localFile || executableFile;
			}
			launchWithNode = sourceExt.includes(path.extname(executableFile));
			let proc;
			if (process.platform !== "win32") {
				if (launchWithNode) {
					args.unshift(executableFile);
					args = incrementNodeInspectorPort(process.execArgv).concat(args);
					proc = childProcess.spawn(process.argv[0], args, { stdio: "inherit" });
				} else proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
			} else {
				this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
				args.unshift(executableFile);
				args = incrementNodeInspectorPort(process.execArgv).concat(args);
				proc = childProcess.spawn(process.execPath, args, { stdio: "inherit" });
			}
			if (!proc.killed) [
				"SIGUSR1",
				"SIGUSR2",
				"SIGTERM",
				"SIGINT",
				"SIGHUP"
			].forEach((signal) => {
				process.on(signal, () => {
					if (proc.killed === false && proc.exitCode === null) proc.kill(signal);
				});
			});
			const exitCallback = this._exitCallback;
			proc.on("close", (code) => {
				code = code ?? 1;
				if (!exitCallback) process.exit(code);
				else exitCallback(new CommanderError(code, "commander.executeSubCommandAsync", "(close)"));
			});
			proc.on("error", (err) => {
				if (err.code === "ENOENT") this._checkForMissingExecutable(executableFile, executableDir, subcommand._name);
				else if (err.code === "EACCES") throw new Error(`'${executableFile}' not executable`);
				if (!exitCallback) process.exit(1);
				else {
					const wrappedError = new CommanderError(1, "commander.executeSubCommandAsync", "(error)");
					wrappedError.nestedError = err;
					exitCallback(wrappedError);
				}
			});
			this.runningCommand = proc;
		}
		/**
		* @private
		*/
		_dispatchSubcommand(commandName, operands, unknown) {
			const subCommand = this._findCommand(commandName);
			if (!subCommand) this.help({ error: true });
			subCommand._prepareForParse();
			let promiseChain;
			promiseChain = this._chainOrCallSubCommandHook(promiseChain, subCommand, "preSubcommand");
			promiseChain = this._chainOrCall(promiseChain, () => {
				if (subCommand._executableHandler) this._executeSubCommand(subCommand, operands.concat(unknown));
				else return subCommand._parseCommand(operands, unknown);
			});
			return promiseChain;
		}
		/**
		* Invoke help directly if possible, or dispatch if necessary.
		* e.g. help foo
		*
		* @private
		*/
		_dispatchHelpCommand(subcommandName) {
			if (!subcommandName) this.help();
			const subCommand = this._findCommand(subcommandName);
			if (subCommand && !subCommand._executableHandler) subCommand.help();
			return this._dispatchSubcommand(subcommandName, [], [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]);
		}
		/**
		* Check this.args against expected this.registeredArguments.
		*
		* @private
		*/
		_checkNumberOfArguments() {
			this.registeredArguments.forEach((arg, i) => {
				if (arg.required && this.args[i] == null) this.missingArgument(arg.name());
			});
			if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) return;
			if (this.args.length > this.registeredArguments.length) this._excessArguments(this.args);
		}
		/**
		* Process this.args using this.registeredArguments and save as this.processedArgs!
		*
		* @private
		*/
		_processArguments() {
			const myParseArg = (argument, value, previous) => {
				let parsedValue = value;
				if (value !== null && argument.parseArg) {
					const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
					parsedValue = this._callParseArg(argument, value, previous, invalidValueMessage);
				}
				return parsedValue;
			};
			this._checkNumberOfArguments();
			const processedArgs = [];
			this.registeredArguments.forEach((declaredArg, index) => {
				let value = declaredArg.defaultValue;
				if (declaredArg.variadic) {
					if (index < this.args.length) {
						value = this.args.slice(index);
						if (declaredArg.parseArg) value = value.reduce((processed, v) => {
							return myParseArg(declaredArg, v, processed);
						}, declaredArg.defaultValue);
					} else if (value === void 0) value = [];
				} else if (index < this.args.length) {
					value = this.args[index];
					if (declaredArg.parseArg) value = myParseArg(declaredArg, value, declaredArg.defaultValue);
				}
				processedArgs[index] = value;
			});
			this.processedArgs = processedArgs;
		}
		/**
		* Once we have a promise we chain, but call synchronously until then.
		*
		* @param {(Promise|undefined)} promise
		* @param {Function} fn
		* @return {(Promise|undefined)}
		* @private
		*/
		_chainOrCall(promise, fn) {
			if (promise?.then && typeof promise.then === "function") return promise.then(() => fn());
			return fn();
		}
		/**
		*
		* @param {(Promise|undefined)} promise
		* @param {string} event
		* @return {(Promise|undefined)}
		* @private
		*/
		_chainOrCallHooks(promise, event) {
			let result = promise;
			const hooks = [];
			this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
				hookedCommand._lifeCycleHooks[event].forEach((callback) => {
					hooks.push({
						hookedCommand,
						callback
					});
				});
			});
			if (event === "postAction") hooks.reverse();
			hooks.forEach((hookDetail) => {
				result = this._chainOrCall(result, () => {
					return hookDetail.callback(hookDetail.hookedCommand, this);
				});
			});
			return result;
		}
		/**
		*
		* @param {(Promise|undefined)} promise
		* @param {Command} subCommand
		* @param {string} event
		* @return {(Promise|undefined)}
		* @private
		*/
		_chainOrCallSubCommandHook(promise, subCommand, event) {
			let result = promise;
			if (this._lifeCycleHooks[event] !== void 0) this._lifeCycleHooks[event].forEach((hook) => {
				result = this._chainOrCall(result, () => {
					return hook(this, subCommand);
				});
			});
			return result;
		}
		/**
		* Process arguments in context of this command.
		* Returns action result, in case it is a promise.
		*
		* @private
		*/
		_parseCommand(operands, unknown) {
			const parsed = this.parseOptions(unknown);
			this._parseOptionsEnv();
			this._parseOptionsImplied();
			operands = operands.concat(parsed.operands);
			unknown = parsed.unknown;
			this.args = operands.concat(unknown);
			if (operands && this._findCommand(operands[0])) return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
			if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) return this._dispatchHelpCommand(operands[1]);
			if (this._defaultCommandName) {
				this._outputHelpIfRequested(unknown);
				return this._dispatchSubcommand(this._defaultCommandName, operands, unknown);
			}
			if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) this.help({ error: true });
			this._outputHelpIfRequested(parsed.unknown);
			this._checkForMissingMandatoryOptions();
			this._checkForConflictingOptions();
			const checkForUnknownOptions = () => {
				if (parsed.unknown.length > 0) this.unknownOption(parsed.unknown[0]);
			};
			const commandEvent = `command:${this.name()}`;
			if (this._actionHandler) {
				checkForUnknownOptions();
				this._processArguments();
				let promiseChain;
				promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
				promiseChain = this._chainOrCall(promiseChain, () => this._actionHandler(this.processedArgs));
				if (this.parent) promiseChain = this._chainOrCall(promiseChain, () => {
					this.parent.emit(commandEvent, operands, unknown);
				});
				promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
				return promiseChain;
			}
			if (this.parent?.listenerCount(commandEvent)) {
				checkForUnknownOptions();
				this._processArguments();
				this.parent.emit(commandEvent, operands, unknown);
			} else if (operands.length) {
				if (this._findCommand("*")) return this._dispatchSubcommand("*", operands, unknown);
				if (this.listenerCount("command:*")) this.emit("command:*", operands, unknown);
				else if (this.commands.length) this.unknownCommand();
				else {
					checkForUnknownOptions();
					this._processArguments();
				}
			} else if (this.commands.length) {
				checkForUnknownOptions();
				this.help({ error: true });
			} else {
				checkForUnknownOptions();
				this._processArguments();
			}
		}
		/**
		* Find matching command.
		*
		* @private
		* @return {Command | undefined}
		*/
		_findCommand(name) {
			if (!name) return void 0;
			return this.commands.find((cmd) => cmd._name === name || cmd._aliases.includes(name));
		}
		/**
		* Return an option matching `arg` if any.
		*
		* @param {string} arg
		* @return {Option}
		* @package
		*/
		_findOption(arg) {
			return this.options.find((option) => option.is(arg));
		}
		/**
		* Display an error message if a mandatory option does not have a value.
		* Called after checking for help flags in leaf subcommand.
		*
		* @private
		*/
		_checkForMissingMandatoryOptions() {
			this._getCommandAndAncestors().forEach((cmd) => {
				cmd.options.forEach((anOption) => {
					if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) cmd.missingMandatoryOptionValue(anOption);
				});
			});
		}
		/**
		* Display an error message if conflicting options are used together in this.
		*
		* @private
		*/
		_checkForConflictingLocalOptions() {
			const definedNonDefaultOptions = this.options.filter((option) => {
				const optionKey = option.attributeName();
				if (this.getOptionValue(optionKey) === void 0) return false;
				return this.getOptionValueSource(optionKey) !== "default";
			});
			definedNonDefaultOptions.filter((option) => option.conflictsWith.length > 0).forEach((option) => {
				const conflictingAndDefined = definedNonDefaultOptions.find((defined) => option.conflictsWith.includes(defined.attributeName()));
				if (conflictingAndDefined) this._conflictingOption(option, conflictingAndDefined);
			});
		}
		/**
		* Display an error message if conflicting options are used together.
		* Called after checking for help flags in leaf subcommand.
		*
		* @private
		*/
		_checkForConflictingOptions() {
			this._getCommandAndAncestors().forEach((cmd) => {
				cmd._checkForConflictingLocalOptions();
			});
		}
		/**
		* Parse options from `argv` removing known options,
		* and return argv split into operands and unknown arguments.
		*
		* Side effects: modifies command by storing options. Does not reset state if called again.
		*
		* Examples:
		*
		*     argv => operands, unknown
		*     --known kkk op => [op], []
		*     op --known kkk => [op], []
		*     sub --unknown uuu op => [sub], [--unknown uuu op]
		*     sub -- --unknown uuu op => [sub --unknown uuu op], []
		*
		* @param {string[]} args
		* @return {{operands: string[], unknown: string[]}}
		*/
		parseOptions(args) {
			const operands = [];
			const unknown = [];
			let dest = operands;
			function maybeOption(arg) {
				return arg.length > 1 && arg[0] === "-";
			}
			const negativeNumberArg = (arg) => {
				if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
				return !this._getCommandAndAncestors().some((cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short)));
			};
			let activeVariadicOption = null;
			let activeGroup = null;
			let i = 0;
			while (i < args.length || activeGroup) {
				const arg = activeGroup ?? args[i++];
				activeGroup = null;
				if (arg === "--") {
					if (dest === unknown) dest.push(arg);
					dest.push(...args.slice(i));
					break;
				}
				if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
					this.emit(`option:${activeVariadicOption.name()}`, arg);
					continue;
				}
				activeVariadicOption = null;
				if (maybeOption(arg)) {
					const option = this._findOption(arg);
					if (option) {
						if (option.required) {
							const value = args[i++];
							if (value === void 0) this.optionMissingArgument(option);
							this.emit(`option:${option.name()}`, value);
						} else if (option.optional) {
							let value = null;
							if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) value = args[i++];
							this.emit(`option:${option.name()}`, value);
						} else this.emit(`option:${option.name()}`);
						activeVariadicOption = option.variadic ? option : null;
						continue;
					}
				}
				if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
					const option = this._findOption(`-${arg[1]}`);
					if (option) {
						if (option.required || option.optional && this._combineFlagAndOptionalValue) this.emit(`option:${option.name()}`, arg.slice(2));
						else {
							this.emit(`option:${option.name()}`);
							activeGroup = `-${arg.slice(2)}`;
						}
						continue;
					}
				}
				if (/^--[^=]+=/.test(arg)) {
					const index = arg.indexOf("=");
					const option = this._findOption(arg.slice(0, index));
					if (option && (option.required || option.optional)) {
						this.emit(`option:${option.name()}`, arg.slice(index + 1));
						continue;
					}
				}
				if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) dest = unknown;
				if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
					if (this._findCommand(arg)) {
						operands.push(arg);
						unknown.push(...args.slice(i));
						break;
					} else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
						operands.push(arg, ...args.slice(i));
						break;
					} else if (this._defaultCommandName) {
						unknown.push(arg, ...args.slice(i));
						break;
					}
				}
				if (this._passThroughOptions) {
					dest.push(arg, ...args.slice(i));
					break;
				}
				dest.push(arg);
			}
			return {
				operands,
				unknown
			};
		}
		/**
		* Return an object containing local option values as key-value pairs.
		*
		* @return {object}
		*/
		opts() {
			if (this._storeOptionsAsProperties) {
				const result = {};
				const len = this.options.length;
				for (let i = 0; i < len; i++) {
					const key = this.options[i].attributeName();
					result[key] = key === this._versionOptionName ? this._version : this[key];
				}
				return result;
			}
			return this._optionValues;
		}
		/**
		* Return an object containing merged local and global option values as key-value pairs.
		*
		* @return {object}
		*/
		optsWithGlobals() {
			return this._getCommandAndAncestors().reduce((combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()), {});
		}
		/**
		* Display error message and exit (or call exitOverride).
		*
		* @param {string} message
		* @param {object} [errorOptions]
		* @param {string} [errorOptions.code] - an id string representing the error
		* @param {number} [errorOptions.exitCode] - used with process.exit
		*/
		error(message, errorOptions) {
			this._outputConfiguration.outputError(`${message}\n`, this._outputConfiguration.writeErr);
			if (typeof this._showHelpAfterError === "string") this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
			else if (this._showHelpAfterError) {
				this._outputConfiguration.writeErr("\n");
				this.outputHelp({ error: true });
			}
			const config = errorOptions || {};
			const exitCode = config.exitCode || 1;
			const code = config.code || "commander.error";
			this._exit(exitCode, code, message);
		}
		/**
		* Apply any option related environment variables, if option does
		* not have a value from cli or client code.
		*
		* @private
		*/
		_parseOptionsEnv() {
			this.options.forEach((option) => {
				if (option.envVar && option.envVar in process.env) {
					const optionKey = option.attributeName();
					if (this.getOptionValue(optionKey) === void 0 || [
						"default",
						"config",
						"env"
					].includes(this.getOptionValueSource(optionKey))) {
						if (option.required || option.optional) this.emit(`optionEnv:${option.name()}`, process.env[option.envVar]);
						else this.emit(`optionEnv:${option.name()}`);
					}
				}
			});
		}
		/**
		* Apply any implied option values, if option is undefined or default value.
		*
		* @private
		*/
		_parseOptionsImplied() {
			const dualHelper = new DualOptions(this.options);
			const hasCustomOptionValue = (optionKey) => {
				return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
			};
			this.options.filter((option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(this.getOptionValue(option.attributeName()), option)).forEach((option) => {
				Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
					this.setOptionValueWithSource(impliedKey, option.implied[impliedKey], "implied");
				});
			});
		}
		/**
		* Argument `name` is missing.
		*
		* @param {string} name
		* @private
		*/
		missingArgument(name) {
			const message = `error: missing required argument '${name}'`;
			this.error(message, { code: "commander.missingArgument" });
		}
		/**
		* `Option` is missing an argument.
		*
		* @param {Option} option
		* @private
		*/
		optionMissingArgument(option) {
			const message = `error: option '${option.flags}' argument missing`;
			this.error(message, { code: "commander.optionMissingArgument" });
		}
		/**
		* `Option` does not have a value, and is a mandatory option.
		*
		* @param {Option} option
		* @private
		*/
		missingMandatoryOptionValue(option) {
			const message = `error: required option '${option.flags}' not specified`;
			this.error(message, { code: "commander.missingMandatoryOptionValue" });
		}
		/**
		* `Option` conflicts with another option.
		*
		* @param {Option} option
		* @param {Option} conflictingOption
		* @private
		*/
		_conflictingOption(option, conflictingOption) {
			const findBestOptionFromValue = (option) => {
				const optionKey = option.attributeName();
				const optionValue = this.getOptionValue(optionKey);
				const negativeOption = this.options.find((target) => target.negate && optionKey === target.attributeName());
				const positiveOption = this.options.find((target) => !target.negate && optionKey === target.attributeName());
				if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) return negativeOption;
				return positiveOption || option;
			};
			const getErrorMessage = (option) => {
				const bestOption = findBestOptionFromValue(option);
				const optionKey = bestOption.attributeName();
				if (this.getOptionValueSource(optionKey) === "env") return `environment variable '${bestOption.envVar}'`;
				return `option '${bestOption.flags}'`;
			};
			const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
			this.error(message, { code: "commander.conflictingOption" });
		}
		/**
		* Unknown option `flag`.
		*
		* @param {string} flag
		* @private
		*/
		unknownOption(flag) {
			if (this._allowUnknownOption) return;
			let suggestion = "";
			if (flag.startsWith("--") && this._showSuggestionAfterError) {
				let candidateFlags = [];
				let command = this;
				do {
					const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
					candidateFlags = candidateFlags.concat(moreFlags);
					command = command.parent;
				} while (command && !command._enablePositionalOptions);
				suggestion = suggestSimilar(flag, candidateFlags);
			}
			const message = `error: unknown option '${flag}'${suggestion}`;
			this.error(message, { code: "commander.unknownOption" });
		}
		/**
		* Excess arguments, more than expected.
		*
		* @param {string[]} receivedArgs
		* @private
		*/
		_excessArguments(receivedArgs) {
			if (this._allowExcessArguments) return;
			const expected = this.registeredArguments.length;
			const s = expected === 1 ? "" : "s";
			const message = `error: too many arguments${this.parent ? ` for '${this.name()}'` : ""}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
			this.error(message, { code: "commander.excessArguments" });
		}
		/**
		* Unknown command.
		*
		* @private
		*/
		unknownCommand() {
			const unknownName = this.args[0];
			let suggestion = "";
			if (this._showSuggestionAfterError) {
				const candidateNames = [];
				this.createHelp().visibleCommands(this).forEach((command) => {
					candidateNames.push(command.name());
					if (command.alias()) candidateNames.push(command.alias());
				});
				suggestion = suggestSimilar(unknownName, candidateNames);
			}
			const message = `error: unknown command '${unknownName}'${suggestion}`;
			this.error(message, { code: "commander.unknownCommand" });
		}
		/**
		* Get or set the program version.
		*
		* This method auto-registers the "-V, --version" option which will print the version number.
		*
		* You can optionally supply the flags and description to override the defaults.
		*
		* @param {string} [str]
		* @param {string} [flags]
		* @param {string} [description]
		* @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
		*/
		version(str, flags, description) {
			if (str === void 0) return this._version;
			this._version = str;
			flags = flags || "-V, --version";
			description = description || "output the version number";
			const versionOption = this.createOption(flags, description);
			this._versionOptionName = versionOption.attributeName();
			this._registerOption(versionOption);
			this.on("option:" + versionOption.name(), () => {
				this._outputConfiguration.writeOut(`${str}\n`);
				this._exit(0, "commander.version", str);
			});
			return this;
		}
		/**
		* Set the description.
		*
		* @param {string} [str]
		* @param {object} [argsDescription]
		* @return {(string|Command)}
		*/
		description(str, argsDescription) {
			if (str === void 0 && argsDescription === void 0) return this._description;
			this._description = str;
			if (argsDescription) this._argsDescription = argsDescription;
			return this;
		}
		/**
		* Set the summary. Used when listed as subcommand of parent.
		*
		* @param {string} [str]
		* @return {(string|Command)}
		*/
		summary(str) {
			if (str === void 0) return this._summary;
			this._summary = str;
			return this;
		}
		/**
		* Set an alias for the command.
		*
		* You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
		*
		* @param {string} [alias]
		* @return {(string|Command)}
		*/
		alias(alias) {
			if (alias === void 0) return this._aliases[0];
			/** @type {Command} */
			let command = this;
			if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) command = this.commands[this.commands.length - 1];
			if (alias === command._name) throw new Error("Command alias can't be the same as its name");
			const matchingCommand = this.parent?._findCommand(alias);
			if (matchingCommand) {
				const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
				throw new Error(`cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`);
			}
			command._aliases.push(alias);
			return this;
		}
		/**
		* Set aliases for the command.
		*
		* Only the first alias is shown in the auto-generated help.
		*
		* @param {string[]} [aliases]
		* @return {(string[]|Command)}
		*/
		aliases(aliases) {
			if (aliases === void 0) return this._aliases;
			aliases.forEach((alias) => this.alias(alias));
			return this;
		}
		/**
		* Set / get the command usage `str`.
		*
		* @param {string} [str]
		* @return {(string|Command)}
		*/
		usage(str) {
			if (str === void 0) {
				if (this._usage) return this._usage;
				const args = this.registeredArguments.map((arg) => {
					return humanReadableArgName(arg);
				});
				return [].concat(this.options.length || this._helpOption !== null ? "[options]" : [], this.commands.length ? "[command]" : [], this.registeredArguments.length ? args : []).join(" ");
			}
			this._usage = str;
			return this;
		}
		/**
		* Get or set the name of the command.
		*
		* @param {string} [str]
		* @return {(string|Command)}
		*/
		name(str) {
			if (str === void 0) return this._name;
			this._name = str;
			return this;
		}
		/**
		* Set/get the help group heading for this subcommand in parent command's help.
		*
		* @param {string} [heading]
		* @return {Command | string}
		*/
		helpGroup(heading) {
			if (heading === void 0) return this._helpGroupHeading ?? "";
			this._helpGroupHeading = heading;
			return this;
		}
		/**
		* Set/get the default help group heading for subcommands added to this command.
		* (This does not override a group set directly on the subcommand using .helpGroup().)
		*
		* @example
		* program.commandsGroup('Development Commands:);
		* program.command('watch')...
		* program.command('lint')...
		* ...
		*
		* @param {string} [heading]
		* @returns {Command | string}
		*/
		commandsGroup(heading) {
			if (heading === void 0) return this._defaultCommandGroup ?? "";
			this._defaultCommandGroup = heading;
			return this;
		}
		/**
		* Set/get the default help group heading for options added to this command.
		* (This does not override a group set directly on the option using .helpGroup().)
		*
		* @example
		* program
		*   .optionsGroup('Development Options:')
		*   .option('-d, --debug', 'output extra debugging')
		*   .option('-p, --profile', 'output profiling information')
		*
		* @param {string} [heading]
		* @returns {Command | string}
		*/
		optionsGroup(heading) {
			if (heading === void 0) return this._defaultOptionGroup ?? "";
			this._defaultOptionGroup = heading;
			return this;
		}
		/**
		* @param {Option} option
		* @private
		*/
		_initOptionGroup(option) {
			if (this._defaultOptionGroup && !option.helpGroupHeading) option.helpGroup(this._defaultOptionGroup);
		}
		/**
		* @param {Command} cmd
		* @private
		*/
		_initCommandGroup(cmd) {
			if (this._defaultCommandGroup && !cmd.helpGroup()) cmd.helpGroup(this._defaultCommandGroup);
		}
		/**
		* Set the name of the command from script filename, such as process.argv[1],
		* or require.main.filename, or __filename.
		*
		* (Used internally and public although not documented in README.)
		*
		* @example
		* program.nameFromFilename(require.main.filename);
		*
		* @param {string} filename
		* @return {Command}
		*/
		nameFromFilename(filename) {
			this._name = path.basename(filename, path.extname(filename));
			return this;
		}
		/**
		* Get or set the directory for searching for executable subcommands of this command.
		*
		* @example
		* program.executableDir(__dirname);
		* // or
		* program.executableDir('subcommands');
		*
		* @param {string} [path]
		* @return {(string|null|Command)}
		*/
		executableDir(path) {
			if (path === void 0) return this._executableDir;
			this._executableDir = path;
			return this;
		}
		/**
		* Return program help documentation.
		*
		* @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
		* @return {string}
		*/
		helpInformation(contextOptions) {
			const helper = this.createHelp();
			const context = this._getOutputContext(contextOptions);
			helper.prepareContext({
				error: context.error,
				helpWidth: context.helpWidth,
				outputHasColors: context.hasColors
			});
			const text = helper.formatHelp(this, helper);
			if (context.hasColors) return text;
			return this._outputConfiguration.stripColor(text);
		}
		/**
		* @typedef HelpContext
		* @type {object}
		* @property {boolean} error
		* @property {number} helpWidth
		* @property {boolean} hasColors
		* @property {function} write - includes stripColor if needed
		*
		* @returns {HelpContext}
		* @private
		*/
		_getOutputContext(contextOptions) {
			contextOptions = contextOptions || {};
			const error = !!contextOptions.error;
			let baseWrite;
			let hasColors;
			let helpWidth;
			if (error) {
				baseWrite = (str) => this._outputConfiguration.writeErr(str);
				hasColors = this._outputConfiguration.getErrHasColors();
				helpWidth = this._outputConfiguration.getErrHelpWidth();
			} else {
				baseWrite = (str) => this._outputConfiguration.writeOut(str);
				hasColors = this._outputConfiguration.getOutHasColors();
				helpWidth = this._outputConfiguration.getOutHelpWidth();
			}
			const write = (str) => {
				if (!hasColors) str = this._outputConfiguration.stripColor(str);
				return baseWrite(str);
			};
			return {
				error,
				write,
				hasColors,
				helpWidth
			};
		}
		/**
		* Output help information for this command.
		*
		* Outputs built-in help, and custom text added using `.addHelpText()`.
		*
		* @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
		*/
		outputHelp(contextOptions) {
			let deprecatedCallback;
			if (typeof contextOptions === "function") {
				deprecatedCallback = contextOptions;
				contextOptions = void 0;
			}
			const outputContext = this._getOutputContext(contextOptions);
			/** @type {HelpTextEventContext} */
			const eventContext = {
				error: outputContext.error,
				write: outputContext.write,
				command: this
			};
			this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
			this.emit("beforeHelp", eventContext);
			let helpInformation = this.helpInformation({ error: outputContext.error });
			if (deprecatedCallback) {
				helpInformation = deprecatedCallback(helpInformation);
				if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) throw new Error("outputHelp callback must return a string or a Buffer");
			}
			outputContext.write(helpInformation);
			if (this._getHelpOption()?.long) this.emit(this._getHelpOption().long);
			this.emit("afterHelp", eventContext);
			this._getCommandAndAncestors().forEach((command) => command.emit("afterAllHelp", eventContext));
		}
		/**
		* You can pass in flags and a description to customise the built-in help option.
		* Pass in false to disable the built-in help option.
		*
		* @example
		* program.helpOption('-?, --help' 'show help'); // customise
		* program.helpOption(false); // disable
		*
		* @param {(string | boolean)} flags
		* @param {string} [description]
		* @return {Command} `this` command for chaining
		*/
		helpOption(flags, description) {
			if (typeof flags === "boolean") {
				if (flags) {
					if (this._helpOption === null) this._helpOption = void 0;
					if (this._defaultOptionGroup) this._initOptionGroup(this._getHelpOption());
				} else this._helpOption = null;
				return this;
			}
			this._helpOption = this.createOption(flags ?? "-h, --help", description ?? "display help for command");
			if (flags || description) this._initOptionGroup(this._helpOption);
			return this;
		}
		/**
		* Lazy create help option.
		* Returns null if has been disabled with .helpOption(false).
		*
		* @returns {(Option | null)} the help option
		* @package
		*/
		_getHelpOption() {
			if (this._helpOption === void 0) this.helpOption(void 0, void 0);
			return this._helpOption;
		}
		/**
		* Supply your own option to use for the built-in help option.
		* This is an alternative to using helpOption() to customise the flags and description etc.
		*
		* @param {Option} option
		* @return {Command} `this` command for chaining
		*/
		addHelpOption(option) {
			this._helpOption = option;
			this._initOptionGroup(option);
			return this;
		}
		/**
		* Output help information and exit.
		*
		* Outputs built-in help, and custom text added using `.addHelpText()`.
		*
		* @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
		*/
		help(contextOptions) {
			this.outputHelp(contextOptions);
			let exitCode = Number(process.exitCode ?? 0);
			if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) exitCode = 1;
			this._exit(exitCode, "commander.help", "(outputHelp)");
		}
		/**
		* // Do a little typing to coordinate emit and listener for the help text events.
		* @typedef HelpTextEventContext
		* @type {object}
		* @property {boolean} error
		* @property {Command} command
		* @property {function} write
		*/
		/**
		* Add additional text to be displayed with the built-in help.
		*
		* Position is 'before' or 'after' to affect just this command,
		* and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
		*
		* @param {string} position - before or after built-in help
		* @param {(string | Function)} text - string to add, or a function returning a string
		* @return {Command} `this` command for chaining
		*/
		addHelpText(position, text) {
			const allowedValues = [
				"beforeAll",
				"before",
				"after",
				"afterAll"
			];
			if (!allowedValues.includes(position)) throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
			const helpEvent = `${position}Help`;
			this.on(helpEvent, (context) => {
				let helpStr;
				if (typeof text === "function") helpStr = text({
					error: context.error,
					command: context.command
				});
				else helpStr = text;
				if (helpStr) context.write(`${helpStr}\n`);
			});
			return this;
		}
		/**
		* Output help information if help flags specified
		*
		* @param {Array} args - array of options to search for help flags
		* @private
		*/
		_outputHelpIfRequested(args) {
			const helpOption = this._getHelpOption();
			if (helpOption && args.find((arg) => helpOption.is(arg))) {
				this.outputHelp();
				this._exit(0, "commander.helpDisplayed", "(outputHelp)");
			}
		}
	};
	/**
	* Scan arguments and increment port number for inspect calls (to avoid conflicts when spawning new command).
	*
	* @param {string[]} args - array of arguments from node.execArgv
	* @returns {string[]}
	* @private
	*/
	function incrementNodeInspectorPort(args) {
		return args.map((arg) => {
			if (!arg.startsWith("--inspect")) return arg;
			let debugOption;
			let debugHost = "127.0.0.1";
			let debugPort = "9229";
			let match;
			if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) debugOption = match[1];
			else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null) {
				debugOption = match[1];
				if (/^\d+$/.test(match[3])) debugPort = match[3];
				else debugHost = match[3];
			} else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null) {
				debugOption = match[1];
				debugHost = match[3];
				debugPort = match[4];
			}
			if (debugOption && debugPort !== "0") return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
			return arg;
		});
	}
	/**
	* @returns {boolean | undefined}
	* @package
	*/
	function useColor() {
		if (process.env.NO_COLOR || process.env.FORCE_COLOR === "0" || process.env.FORCE_COLOR === "false") return false;
		if (process.env.FORCE_COLOR || process.env.CLICOLOR_FORCE !== void 0) return true;
	}
	exports.Command = Command;
	exports.useColor = useColor;
}));
const { program, createCommand, createArgument, createOption, CommanderError, InvalidArgumentError, InvalidOptionArgumentError, Command, Argument, Option, Help } = (/* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports) => {
	const { Argument } = require_argument();
	const { Command } = require_command();
	const { CommanderError, InvalidArgumentError } = require_error();
	const { Help } = require_help();
	const { Option } = require_option();
	exports.program = new Command();
	exports.createCommand = (name) => new Command(name);
	exports.createOption = (flags, description) => new Option(flags, description);
	exports.createArgument = (name, description) => new Argument(name, description);
	/**
	* Expose classes
	*/
	exports.Command = Command;
	exports.Option = Option;
	exports.Argument = Argument;
	exports.Help = Help;
	exports.CommanderError = CommanderError;
	exports.InvalidArgumentError = InvalidArgumentError;
	exports.InvalidOptionArgumentError = InvalidArgumentError;
})))(), 1)).default;
// package.json
var version = "0.1.0";
var description = "Watches the permissions of a Discord server: finds unapproved changes, says who made them, and opens GitHub issues.";
// src/files/replace-file.ts
/** Replaces a file that is there in one go: whoever reads it sees the old text or the new one, and its rights stay. */
/** A link stays a link: what it leads to is replaced. Throws CannotCheck. */
async function replaceFile(file, text) {
	try {
		const path = await realpath(file);
		const { mode } = await stat(path);
		await writeFile(`${path}.tmp`, text, {
			mode: mode & 511,
			flag: "wx"
		});
		await rename(`${path}.tmp`, path).catch(async (error) => {
			await rm(`${path}.tmp`);
			throw error;
		});
	} catch (error) {
		throw new CannotCheck(`The file ${file} cannot be written, or there is a file ${file}.tmp beside it. Nothing was changed.`, { cause: error });
	}
}
// src/report/adopt/adopt-text.ts
/** Whole lines, inert in a terminal. The diff comes first, so that the output can be given to `git apply` as it is. */
function adoptText({ diff, accepted, refused }) {
	const means = accepted.flatMap((finding) => acceptSentences(finding, PLAIN).map((sentence) => `  ${sentence}`));
	const unchanging = accepted.length > 0 && means.length === 0 ? ["It changes nobody's permissions."] : [];
	const why = [...refused].map(([key, reason]) => `Cannot be accepted: ${terminalText(key)}: ${terminalText(reason)}.`);
	return [
		...diff.split("\n").slice(0, -1).map(diffLine),
		...diff === "" ? [] : [""],
		...means.length === 0 ? unchanging : [`${ACCEPTING}:`, ...means],
		...why,
		...accepted.length === 0 && refused.size === 0 ? ["Nothing differs, so there is nothing to accept."] : []
	].map((line) => `${line}\n`).join("");
}
/** The blanks and signs of a line are its meaning; only what could act in a terminal is shown otherwise. */
function diffLine(line) {
	return line.replaceAll(/(?!\t)[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, "�");
}
/** Keys that `--key` takes, one a line with what each is about. */
function keyList(findings) {
	return findings.map((finding) => `  ${terminalText(finding.key)}  ${capital(happened(finding, PLAIN))}\n`).join("");
}
/** What was done with the file. */
function adoptedText(file, accepted) {
	return `Wrote ${terminalText(file)}: ${counted(accepted, "finding")} accepted. Look at the change, then commit it.`;
}
// src/runs/adopt.ts
/** The use case "adopt": check, accept findings in the text of the policy, and check again in memory what came of it. */
/** No such finding; `findings` are those that there are. */
var UnknownKey = class extends CannotCheck {
	findings;
	constructor(message, findings) {
		super(message);
		this.findings = findings;
	}
};
/** Throws CannotCheck, and UnknownKey for a key that no finding has. */
async function adopt(request) {
	const { source, keys, memory } = request;
	const { report, input } = await check(request);
	if (report.brake !== null) throw new CannotCheck(`The answer of Discord is not believed: ${report.brake.why.replace(/\.$/, "")}. To accept so much at once, give --confirm-mass-change.`);
	const adoption = adoptFindings({
		source,
		sides: sidesOf(input, memory?.names ?? /* @__PURE__ */ new Map()),
		findings: report.findings,
		chosen: chosenOf(report.findings, keys),
		recheck: (next) => checkGuild({
			...input,
			policy: next,
			confirmMassChange: true
		}).report.findings
	});
	return {
		...adoption,
		diff: unifiedDiff(source.file, source.text, adoption.text)
	};
}
function chosenOf(findings, keys) {
	if (keys === "all") return findings.filter((finding) => !isEvent(finding));
	const known = new Map(findings.map((finding) => [finding.key, finding]));
	return [...new Set(keys)].map((key) => {
		const finding = known.get(key);
		if (finding === void 0) throw unknown$1(key, findings);
		return finding;
	});
}
function unknown$1(key, findings) {
	if (findings.length === 0) return new UnknownKey(`No finding has the key ${key}: Discord and the policy agree.`, findings);
	const near = nearest(key, findings);
	return new UnknownKey(`No finding has the key ${key}.${near === void 0 ? "" : ` Did you mean ${near}?`}`, findings);
}
/** Ids are copied and kinds are typed: a key of the same ids whose kind is close. */
function nearest(key, findings) {
	const same = new Map(findings.filter((finding) => idsOf$1(finding.key) === idsOf$1(key)).map((finding) => [finding.kind, finding.key]));
	const kind = closest(key.split("/", 1).join(), same.keys());
	return kind === void 0 ? void 0 : same.get(kind);
}
function idsOf$1(key) {
	return (key.match(/\d+/g) ?? []).join();
}
// src/recording/audit-log.ts
/** A recorded audit log as one page: pages joined, entries sorted, those up to `after` left out. */
/**
* Joins one answer of GET audit-logs, or an array of them in any order, newest or oldest first. An entry that stands in several pages
* counts once. The other lists of the pages (`users`, `webhooks`, ...) are put together as they are.
*/
function joinAuditPages(recorded, after) {
	const pages = Array.isArray(recorded) ? recorded : [recorded];
	const lists = /* @__PURE__ */ new Map();
	for (const page of pages) {
		if (!isPage(page)) throw notALog();
		for (const [key, list] of Object.entries(page)) if (Array.isArray(list)) add(lists, key, list);
	}
	const entries = [...new Map((lists.get("audit_log_entries") ?? []).map(recordedEntry).map((one) => [one.id, one])).values()].filter(({ id }) => compareSnowflakes(id, after) > 0).toSorted((left, right) => compareSnowflakes(left.id, right.id)).map(({ entry }) => entry);
	return {
		...Object.fromEntries(lists),
		audit_log_entries: entries
	};
}
/** A recording may have thousands of pages: what came before is not copied again for each. */
function add(lists, key, list) {
	const known = lists.get(key);
	if (known === void 0) lists.set(key, [...list]);
	else for (const item of list) known.push(item);
}
function isPage(page) {
	return typeof page === "object" && page !== null && "audit_log_entries" in page && Array.isArray(page.audit_log_entries);
}
function recordedEntry(entry) {
	const id = typeof entry === "object" && entry !== null && "id" in entry ? parseSnowflake(entry.id) : null;
	if (id === null) throw notALog();
	return {
		id,
		entry
	};
}
function notALog() {
	return new CannotCheck("The recording's audit-log.json is neither an answer of Discord's audit log nor an array of them. Record again.");
}
// src/recording/files.ts
/** The files of a recording, and how one is read: bounded, and with errors that name the file. */
/** Product.md, "A recording". */
const RECORDING_FILES = {
	guild: "guild.json",
	channels: "channels.json",
	auditLog: "audit-log.json",
	self: "self.json",
	memberCounts: "member-counts.json",
	members: "members.json",
	probes: "probes.json",
	time: "time.json"
};
/** A long audit log is tens of MiB; more than this is a mistake. */
const MAX_FILE_BYTES = 268435456;
/** The JSON of one file; `undefined` where the recording has no such file. Throws CannotCheck for everything else. */
async function readRecorded(folder, file) {
	const path = join(folder, RECORDING_FILES[file]);
	const size = await sizeOf(path);
	if (size === null) return void 0;
	if (size > MAX_FILE_BYTES) throw new CannotCheck(`The recording's ${basename(path)} is larger than 256 MiB. Check that it is one.`);
	return parseJson(await readFile(path, "utf8").catch((error) => {
		throw new CannotCheck(`The recording's ${basename(path)} cannot be read. Check the file's rights.`, { cause: error });
	}), basename(path));
}
async function sizeOf(path) {
	try {
		const found = await stat(path);
		if (!found.isFile()) throw new CannotCheck(`The recording's ${basename(path)} is not a file.`);
		return found.size;
	} catch (error) {
		if (isMissing(error)) return null;
		throw error;
	}
}
function parseJson(text, name) {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw new CannotCheck(`The recording's ${name} is not valid JSON. Record again, or repair the file.`, { cause: error });
	}
}
/** Whether a file system error says that there is nothing at the path. */
function isMissing(error) {
	return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
// src/recording/read.ts
/** Reads each file when it is asked for. Every read throws CannotCheck where the folder is no recording of this guild. */
function openRecording(folder) {
	return {
		guild: async (guild) => await readGuild(folder, guild),
		channels: async () => withOverwrites(await required(folder, "channels")),
		self: async () => await readRecorded(folder, "self") ?? null,
		member: async (_guild, user) => await readMember$1(folder, user),
		memberCounts: async () => await readMemberCounts(folder),
		members: () => readMembers(folder),
		probe: async (channel) => await readProbe(folder, channel),
		auditLog: (_guild, after) => readAuditLog(folder, after),
		moment: async () => await readMoment(folder),
		recorded: true
	};
}
/** The guild that a recording is of: what `--guild` and the policy would else have to say. */
async function recordedGuildId(folder) {
	const guild = await required(folder, "guild");
	const id = typeof guild === "object" && guild !== null && "id" in guild ? parseSnowflake(guild.id) : null;
	if (id === null) throw new CannotCheck("The recording's guild.json has no guild id. Record again.");
	return id;
}
async function readGuild(folder, guild) {
	const recorded = await recordedGuildId(folder);
	if (recorded !== guild) throw new CannotCheck(`The recording is of the server ${recorded}, not of ${guild}. Give the recording, or the policy, that fits.`);
	return await required(folder, "guild");
}
/** Discord always sends a channel's overwrites; who writes a recording by hand and leaves them out means that there are none. */
function withOverwrites(channels) {
	if (!Array.isArray(channels)) return channels;
	return channels.map((channel) => isJsonObject(channel) ? {
		permission_overwrites: [],
		...channel
	} : channel);
}
async function required(folder, file) {
	const value = await readRecorded(folder, file);
	if (value === void 0) throw new CannotCheck(`There is no ${RECORDING_FILES[file]} in the folder ${folder}. Give a folder that "record" made.`);
	return value;
}
async function readMemberCounts(folder) {
	const counts = await readRecorded(folder, "memberCounts");
	if (counts === void 0) throw new CannotCheck("The recording does not say how many members each role has (member-counts.json).");
	return counts;
}
/** An array is the whole list, as Discord gives it with the members intent. */
async function* readMembers(folder) {
	const members = await readRecorded(folder, "members");
	if (!Array.isArray(members)) throw new MembersUnlisted("The recording has no list of all members (members.json).");
	yield members;
}
/**
* `members.json` is the array of all members, or an object of those that were looked up, with the users' ids as keys and null for whom
* Discord did not know: of anybody else nothing is known. The bot's own member is in self.json too.
*/
async function readMember$1(folder, user) {
	const self = await readRecorded(folder, "self");
	if (userIdOf(self) === user) return self;
	const members = await readRecorded(folder, "members");
	if (members === void 0) throw new CannotCheck(`The recording has no members (members.json), so nothing is known of ${user}. Ask the live server, or use --role.`);
	if (Array.isArray(members)) return members.find((member) => userIdOf(member) === user) ?? null;
	if (!isJsonObject(members)) throw new CannotCheck("The recording's members.json is neither an array of members nor an object of them by id.");
	if (Object.hasOwn(members, user)) return members[user] ?? null;
	throw new CannotCheck(`The recording's members.json does not have ${user}, so nothing is known of them.`);
}
function userIdOf(member) {
	const user = isJsonObject(member) ? member["user"] : null;
	return isJsonObject(user) ? user["id"] : null;
}
async function readProbe(folder, channel) {
	const probes = await readRecorded(folder, "probes");
	if (typeof probes !== "object" || probes === null) return "unprobed";
	const result = Object.entries(probes).find(([id]) => id === channel)?.[1];
	return result === "gone" || result === "hidden" || result === "visible" ? result : "unprobed";
}
async function* readAuditLog(folder, after) {
	const recorded = await readRecorded(folder, "auditLog");
	if (recorded === void 0) throw new AuditLogUnreadable("The recording holds no audit log (audit-log.json).");
	if (isRefusal(recorded)) throw new AuditLogUnreadable("Discord refused to show the audit log when this was recorded (audit-log.json).");
	yield joinAuditPages(recorded, after);
}
/** An error as Discord sends it (docs: reference, "Error Messages"). */
function isRefusal(recorded) {
	return isJsonObject(recorded) && typeof recorded["code"] === "number" && typeof recorded["message"] === "string";
}
async function readMoment(folder) {
	const time = await readRecorded(folder, "time");
	if (time === void 0) return null;
	const at = typeof time === "object" && time !== null && "at" in time ? time.at : null;
	if (typeof at !== "string" || Number.isNaN(Date.parse(at))) throw new CannotCheck("The recording's time.json must be {\"at\": \"2026-11-24T12:00:00Z\"}: a moment in ISO 8601.");
	return new Date(at).toISOString();
}
// src/cli/connection.ts
/** Where the answers come from: Discord, or a recording. The same options for every command. */
const DEFAULT_POLICY = "permissions.yaml";
/** `--guild`, `--policy` and `--discord-api-url`; the token comes from the environment, since command lines are seen by others. */
function withConnection(command) {
	return command.option("--guild <id>", "the server's id (default: the policy's)").option("--policy <file>", `the policy (default: ${DEFAULT_POLICY})`).addOption(new Option("--discord-api-url <url>", "a proxy or a test server").default(DISCORD_API_URL));
}
function withReplay(command) {
	return command.option("--replay <dir>", "a folder that \"record\" made, in the place of Discord");
}
function openSource({ replay, discordApiUrl }) {
	if (replay !== void 0) return openRecording(replay);
	return createDiscordSource({
		api: parseDiscordApiUrl(discordApiUrl),
		token: parseToken(process.env["DISCORD_TOKEN"] ?? "")
	});
}
/** `--guild`, else the recording's, else the policy's. */
async function findGuild(options) {
	if (options.guild !== void 0) {
		const id = parseSnowflake(options.guild);
		if (id === null) throw new CannotCheck(`--guild "${options.guild}" is no id. Turn on Developer Mode in Discord and copy the server's id.`);
		return id;
	}
	if (options.replay !== void 0) return await recordedGuildId(options.replay);
	const policy = await readPolicyIfAny(options.policy);
	if (policy === null) throw new CannotCheck(`Which server? Give --guild, or a policy: there is no ${DEFAULT_POLICY} here.`);
	return policy.guild.id;
}
/** The policy for commands that can do without one: null where nobody asked for it and there is none. */
async function readPolicyIfAny(file) {
	const source = await readPolicyFile(file ?? "permissions.yaml", file ?? "permissions.yaml").catch((error) => {
		if (file === void 0) return null;
		throw error;
	});
	if (source === null) return null;
	const validated = validate(source);
	if (!validated.ok) throw new CannotCheck(`The policy ${source.file} has mistakes. Run: permission-drift validate ${source.file}`);
	return validated.policy;
}
/** Unix milliseconds: the moment of the recording, else the clock. */
async function readNow(source) {
	const recorded = await source.moment();
	return recorded === null ? Date.now() : Date.parse(recorded);
}
// src/cli/cursor-file.ts
/** The memory of the command: a file that the user names. */
/** Null where there is none yet. Throws CannotCheck for a file that is no cursor: to begin anew in silence would hide that. */
async function readCursorFile({ file, guild, now, mayBeMissing }) {
	const size = await stat(file).then((found) => found.size, () => null);
	if (size === null) {
		if (mayBeMissing) return null;
		throw new CannotCheck(`There is no cursor ${file}. Give --save-cursor as well to make one.`);
	}
	if (size > 1048576) throw new CannotCheck(`The cursor ${file} is larger than 1 MiB, so it is none. Give another file.`);
	const text = await readFile(file, "utf8").catch((error) => {
		throw new CannotCheck(`The cursor ${file} cannot be read. Check the file's rights.`, { cause: error });
	});
	const parsed = parseMemory(text, guild, now);
	if (!parsed.ok) throw new CannotCheck(`The cursor ${file} cannot be used: ${parsed.why}. Remove it to begin anew, or give another file.`);
	return parsed.memory;
}
/** The file is replaced in one go. Throws CannotCheck. */
async function writeCursorFile(file, memory) {
	try {
		await writeFile(`${file}.tmp`, printMemory(memory).text);
		await rename(`${file}.tmp`, file);
	} catch (error) {
		throw new CannotCheck(`The cursor ${file} cannot be written. Give another file.`, { cause: error });
	}
}
// src/cli/policy.ts
/** The policy that a command works with: read, checked, and for the server that was asked for. */
/** The same server's policy as it was before. Throws CannotCheck. */
async function readPreviousPolicy(file, { guild }) {
	const { policy } = await readPolicy({ policy: file });
	if (policy.guild.id === guild.id) return policy;
	throw new CannotCheck(`The policy ${file} is for the server ${policy.guild.id}, not for ${guild.id}. Give the older policy of the same server.`);
}
/** Mistakes go to stderr with their places. Throws CannotCheck. */
async function readPolicy({ policy: file = DEFAULT_POLICY, guild }) {
	const source = await readPolicyFile(file, file);
	const result = validate(source);
	if (!result.ok) throw refusal(source, result.problems);
	if (guild !== void 0 && guild !== result.policy.guild.id) throw new CannotCheck(`The policy ${file} is for the server ${result.policy.guild.id}, not for ${guild}. Leave --guild out, or give its policy.`);
	return {
		policy: result.policy,
		source
	};
}
/** One that may break its own rules, for a review. Mistakes go to stderr with their places. Throws CannotCheck. */
async function readReviewable(file) {
	const source = await readPolicyFile(file, file);
	const result = readPolicyForReview(source);
	if (result.ok) return {
		...result.value,
		source
	};
	throw refusal(source, result.problems);
}
function refusal(source, problems) {
	process.stderr.write(`${problems.map((problem) => renderProblem(source, problem)).join("\n\n")}\n`);
	return new CannotCheck(`The policy ${source.file} has mistakes. Mend them, then run again.`);
}
// src/cli/terminal.ts
/** Where the command writes: answers to stdout, everything else to stderr. */
/** Whole lines for stdout, which are inert already. Waits while a slow reader takes them. */
async function print(text) {
	if (process.stdout.write(text)) return;
	await new Promise((resolve) => {
		process.stdout.once("drain", resolve);
	});
}
/** Narrower, no table can be read; wider, no sentence. */
const WIDTHS = {
	least: 40,
	most: 160,
	unknown: 100
};
/** In cells: the terminal's, else what COLUMNS says, else 100, as for a file. */
function terminalWidth() {
	const columns = process.stdout.isTTY ? process.stdout.columns : Number(process.env["COLUMNS"]);
	return columns > 0 ? Math.min(Math.max(columns, WIDTHS.least), WIDTHS.most) : WIDTHS.unknown;
}
/** For options that may be repeated. */
function collect(text, before) {
	return [...before, text];
}
/** One line on stderr. */
const progress = (sentence) => {
	process.stderr.write(`${terminalText(sentence)}\n`);
};
/** What went wrong, for a person. */
function complain(sentence) {
	process.stderr.write(`permission-drift: ${terminalText(sentence, 2e3)}\n`);
}
/** A reader that has seen enough (`| head`) closes the pipe: that is no error, and nothing is left to do. */
function endQuietlyWithReader() {
	process.stdout.on("error", (error) => {
		if (error.code !== "EPIPE") throw error;
		process.exit();
	});
}
// src/cli/adopt.ts
/** `permission-drift adopt`: the smallest edit of the policy that accepts what differs. It shows the edit; only `--write` makes it. */
function addAdopt(program) {
	withReplay(withConnection(program.command("adopt").description("show the smallest edit of the policy that accepts what differs, and what accepting it would mean").addOption(new Option("--key <key>", "accept the finding with this key (check shows it); may be repeated").argParser(collect).default([], "none")).option("--all", "accept everything that differs", false).option("--dry-run", "only show the edit (this is what happens without --write)").addOption(new Option("--write", "make the edit: the file is replaced in one go").default(false).conflicts("dryRun")).option("--cursor <file>", "what an earlier check knew").option("--confirm-mass-change", "believe Discord's answer even where a third of the policy differs", false))).action(async (options) => {
		process.exitCode = await runAdopt(options);
	});
}
/** Gives 0 where all that was asked for can be accepted, 1 where a part of it cannot. */
async function runAdopt(options) {
	const { key, all, write } = options;
	if (all === key.length > 0) throw new CannotCheck("Which findings? Give --key with the key of each (check shows them), or --all.");
	const { source, policy } = await readPolicy(options);
	const adopted = await adoptOrList({
		...await requestFor(options, policy),
		source,
		keys: all ? "all" : key
	});
	await print(adoptText(adopted));
	if (write && adopted.diff !== "") {
		await replace(source, adopted);
		progress(adoptedText(source.file, adopted.accepted.length));
	}
	return adopted.refused.size === 0 ? 0 : 1;
}
async function requestFor(options, policy) {
	const { cursor, confirmMassChange } = options;
	const discord = openSource(options);
	const now = new Date(await readNow(discord)).toISOString();
	const memory = cursor === void 0 ? null : await readCursorFile({
		file: cursor,
		guild: policy.guild.id,
		now,
		mayBeMissing: false
	});
	return {
		policy,
		discord,
		memory,
		progress,
		start: startOf(memory),
		now,
		commit: null,
		confirmMassChange
	};
}
/** For a key that no finding has, the keys that there are go to stderr. */
async function adoptOrList(request) {
	try {
		return await adopt(request);
	} catch (error) {
		if (error instanceof UnknownKey && error.findings.length > 0) process.stderr.write(`The findings are:\n${keyList(error.findings)}`);
		throw error;
	}
}
/** Throws CannotCheck where somebody changed the file in the meantime: their change would be lost. */
async function replace({ file, text }, { text: next }) {
	if ((await readPolicyFile(file, file)).text !== text) throw new CannotCheck(`${file} was changed while this ran. Run again.`);
	await replaceFile(file, next);
}
// src/report/json/audit.ts
function auditJson(entry) {
	const { actor, target } = entry;
	return {
		id: entry.id,
		at: entry.at,
		type: entry.type,
		action: entry.action,
		actor: actor === null ? null : {
			id: actor.id,
			name: actor.name,
			bot: actor.bot
		},
		target: target === null ? null : {
			type: target.type,
			id: target.id,
			name: target.name
		},
		reason: entry.reason,
		options: anyJson(entry.options),
		changes: entry.changes.map(changeJson),
		permission: entry.permission
	};
}
/** A side that Discord left out is left out. */
function changeJson(change) {
	return {
		key: change.key,
		..."old" in change ? { old: anyJson(change.old) } : {},
		..."new" in change ? { new: anyJson(change.new) } : {},
		...change.granted === void 0 ? {} : { granted: namesOf(change.granted) },
		...change.revoked === void 0 ? {} : { revoked: namesOf(change.revoked) }
	};
}
// src/report/terminal.ts
/** A changed value in an audit line, in code points. */
const VALUE_LENGTH = 120;
function resultLine(report) {
	const line = headlineOf(report);
	switch (line.kind) {
		case "in-line": return "In line: Discord and the policy agree.";
		case "incomplete": return "Incomplete: not everything could be checked.";
		case "waiting": return `To do: the policy was changed, and Discord not yet: ${counted(line.todo, "thing")} to do.`;
		case "drift": return `Drift: Discord and the policy differ${agreedWords(line.todo)}.`;
	}
}
/** The report: the findings, worst first, then what was approved and what could not be checked, and the result last, where the eye rests. */
function checkText(report) {
	const drift = report.findings.filter((finding) => !awaitsRollout(finding)).map((finding) => findingLines(finding, SEVERITY_WORDS[finding.severity]));
	const agreed = report.findings.filter(awaitsRollout).map((finding) => findingLines(finding, "To do"));
	const approved = report.approved.map((one) => `Approved  ${approvedSentence(one, PLAIN)}`);
	const exceptions = report.exceptions.map((one) => `Exception ${exceptionSentence(one, PLAIN)}`);
	const unchecked = report.unchecked.map(({ subject, why }) => `Unchecked ${PLAIN.name(subject.name)}: ${terminalText(why)}.`);
	const brake = report.brake === null ? [] : [`${brakeSentence(report.brake, terminalText(report.brake.why))}.`];
	const counts = `${terminalText(report.guild.name)}, ${momentWords(report.at)}: ${counted(report.counts.roles, "role")}, ${counted(report.counts.channels, "channel")}, ${counted(report.findings.length, "finding")}`;
	return plainLines([
		...drift,
		...agreed,
		...approved,
		...exceptions,
		...unchecked,
		...brake,
		counts,
		resultLine(report)
	]);
}
function findingLines(finding, label) {
	return `${label.toUpperCase().padEnd(8)}  ${breath(finding, PLAIN)}\n          key: ${terminalText(finding.key)}`;
}
/** One entry: when, what and who on the first line, then its reason, options and changes, one a line. */
function auditText(entry) {
	const target = entry.target === null ? "" : ` -> ${entry.target.type} ${PLAIN.name(entry.target.name ?? entry.target.id)} (${terminalText(entry.target.id)})`;
	const head = `${momentWords(entry.at)}  ${terminalText(entry.action)}  by ${actorWords(entry, PLAIN)}${target}  [${entry.id}]`;
	const reason = entry.reason === null ? [] : [`reason: ${terminalText(entry.reason)}`];
	const options = Object.entries(entry.options).map(([key, value]) => `${terminalText(key)}: ${terminalText(jsonText(value), VALUE_LENGTH)}`);
	return plainLines([head, ...[
		...reason,
		...options,
		...entry.changes.map(changeLine)
	].map((line) => `    ${line}`)]);
}
/** Our labels break their mentions with a zero-width space; nobody is mentioned on a terminal. */
function plainLines(lines) {
	return `${lines.join("\n")}\n`.replaceAll("@​", "@");
}
/** Permission bits in Discord's words with the documented names; other values as they were sent. */
function changeLine(change) {
	const page = change.key.startsWith("permissions") ? "role" : "channel";
	const [rose, fell] = VERBS[change.key.startsWith("deny") ? "deny" : change.key.startsWith("allow") ? "allow" : "role"];
	const moved = [movedWords(rose, change.granted ?? 0n, page), movedWords(fell, change.revoked ?? 0n, page)].filter((part) => part !== "");
	const key = terminalText(change.key);
	if (moved.length > 0) return `${key}: ${moved.join("; ")}`;
	return `${key}: ${sideText(change, "old")} -> ${sideText(change, "new")}`;
}
/** What it is called when a permission rises, and when it falls. */
const VERBS = {
	role: ["gained", "lost"],
	allow: ["now allows", "no longer allows"],
	deny: ["no longer denies", "now denies"]
};
function movedWords(verb, bits, page) {
	if (bits === 0n) return "";
	return `${verb} ${strongestFirst(bits).map((name) => `${labelOf(name, page)} (${name})`).join(", ")}`;
}
function sideText(change, side) {
	return side in change ? terminalText(jsonText(change[side]), VALUE_LENGTH) : "(nothing)";
}
/** The last line of `validate`: what the policy holds, or how much is wrong with it. */
function validateText(file, result) {
	if ("problems" in result) return `${terminalText(file)}: ${counted(result.problems, "problem")}\n`;
	return `${terminalText(file)} is valid: ${counted(result.roles, "role")}, ${counted(result.channels, "channel")}\n`;
}
/** One suggestion a line, after what is valid. */
function adviceText(file, { at, message }) {
	return `${terminalText(file)}:${at.line}:${at.column} ${terminalText(message)}\n`;
}
// src/runs/audit.ts
/** The use case "audit": the audit log, decoded and filtered, oldest first. */
/** Gives what can be read, then throws CannotCheck where that is not the whole log: a part must not look like all. */
async function* audit({ source, guild, filter, progress }) {
	const names = await readNames$1(source, guild);
	const before = snowflakeOfTime(filter.since - 1);
	const unreadable = [];
	let read = 0;
	try {
		for await (const answer of source.auditLog(guild, before)) {
			const { entries, problems } = decodeAuditPage(answer);
			unreadable.push(...problems);
			read += entries.length;
			progress(`Read ${read} ${read === 1 ? "entry" : "entries"} of the audit log`);
			const named = entries.map((entry) => withName(entry, names));
			yield* named.filter((entry) => fits$1(entry, filter));
			if (named.some(({ id }) => timeOfSnowflake(id) > filter.until)) break;
		}
	} catch (error) {
		if (error instanceof AuditLogUnreadable) throw new CannotCheck(error.message, { cause: error });
		throw error;
	}
	const [problem] = unreadable;
	if (problem !== void 0) throw new CannotCheck(`A part of the audit log cannot be read: ${problem}`);
}
/** The log names no roles and no channels: the live state does, as far as they are still there. */
async function readNames$1(source, id) {
	const [guild, channels] = await Promise.all([source.guild(id), source.channels(id)]);
	const decoded = decodeSnapshot({
		guild,
		channels,
		self: null
	});
	if (!decoded.ok) return /* @__PURE__ */ new Map();
	const { roles, channels: seen, guild: own } = decoded.value;
	return new Map([
		[`guild ${own.id}`, own.name],
		...[...roles.values()].map((role) => [`role ${role.id}`, role.name]),
		...[...seen.values()].map((channel) => [`channel ${channel.id}`, channel.name])
	]);
}
/** By type and id: the id of a guild is also that of its role @everyone. */
function withName(entry, names) {
	const { target } = entry;
	if (target === null || target.name !== null) return entry;
	return {
		...entry,
		target: {
			...target,
			name: names.get(`${target.type} ${target.id}`) ?? null
		}
	};
}
function fits$1(entry, { since, until, actor, target, actions }) {
	const at = timeOfSnowflake(entry.id);
	if (at < since || at > until) return false;
	if (actions.length > 0 && !actions.includes(entry.action)) return false;
	return isCalled(entry.actor, actor) && isCalled(entry.target, target);
}
function isCalled(thing, wanted) {
	if (wanted === null) return true;
	return thing !== null && (thing.id === wanted || thing.name?.toLowerCase() === wanted.toLowerCase());
}
// src/cli/moment.ts
/** Points in time as people write them on a command line. */
const UNITS_MS = {
	m: 6e4,
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
/**
* Unix milliseconds of `2d` (two days before `now`; m, h, d, w), of a day (2026-11-20, in UTC) or of a moment in ISO 8601.
* Throws CannotCheck with the option's name.
*/
function parseMoment(option, text, now) {
	const { count, unit } = /^(?<count>\d{1,6})(?<unit>[mhdw])$/.exec(text.trim())?.groups ?? {};
	if (count !== void 0 && isUnit(unit)) return now - Number(count) * UNITS_MS[unit];
	const moment = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text.trim()) ? Date.parse(text.trim()) : NaN;
	if (Number.isNaN(moment)) throw new CannotCheck(`${option} "${text}" is no time. Write 90m, 36h, 2d, 1w, 2026-11-20 or 2026-11-20T18:00Z.`);
	return moment;
}
function isUnit(text) {
	return text !== void 0 && text in UNITS_MS;
}
// src/cli/audit.ts
/** `permission-drift audit`: the audit log, decoded. */
function addAudit(program) {
	withReplay(withConnection(program.command("audit").description("show the audit log, decoded, oldest first").option("--since <time>", "from then on: 90m, 36h, 2d, 1w, 2026-11-20 or 2026-11-20T18:00Z (default: all that Discord has)").option("--until <time>", "up to then, written the same way (default: now)").option("--actor <id or name>", "only what this person or bot did").option("--target <id or name>", "only what was done to this").addOption(new Option("--action <name>", "only this action, like ROLE_UPDATE; may be repeated").argParser(collect).default([], "all")).option("--json", "one JSON object a line", false))).action(async (options) => {
		await runAudit(options);
	});
}
async function runAudit(options) {
	const source = openSource(options);
	const filter = filterOf(options, await readNow(source));
	const guild = await findGuild(options);
	let shown = 0;
	for await (const entry of audit({
		source,
		guild,
		filter,
		progress
	})) {
		shown += 1;
		await print(options.json ? `${printJson(auditJson(entry), 0)}\n` : auditText(entry));
	}
	progress(shown === 1 ? "1 entry" : `${shown} entries`);
}
function filterOf({ since, until, actor, target, action }, now) {
	return {
		since: since === void 0 ? 0 : parseMoment("--since", since, now),
		until: until === void 0 ? Number.MAX_SAFE_INTEGER : parseMoment("--until", until, now),
		actor: actor ?? null,
		target: target ?? null,
		actions: action.map(knownAction)
	};
}
/** A mistyped name would show an empty log. */
function knownAction(text) {
	const name = text.toUpperCase();
	if ([...ACTIONS.values()].some((action) => action.name === name) || /^UNKNOWN(?:_\d+)?$/.test(name)) return name;
	throw new CannotCheck(`--action "${text}" is no action of the audit log. Write it as Discord's documentation does, like ROLE_UPDATE.`);
}
// src/cli/check.ts
function addCheck(program) {
	withReplay(withConnection(program.command("check").description("compare the live server with the policy, and tell what differs, who did it and why; opens no issue").option("--cursor <file>", "what an earlier check knew").option("--previous <file>", "the policy as it was at the check before: tells what only awaits rollout").option("--save-cursor", "write the cursor for the next check to that file", false).option("--confirm-mass-change", "believe Discord's answer even where a third of the policy differs", false).option("--json", "the report as JSON", false))).action(async (options) => {
		process.exitCode = await runCheck(options);
	});
}
async function runCheck(options) {
	const { cursor, saveCursor, json, confirmMassChange } = options;
	if (saveCursor && cursor === void 0) throw new CannotCheck("--save-cursor needs --cursor with the file to write.");
	const { policy } = await readPolicy(options);
	const previous = options.previous === void 0 ? null : await readPreviousPolicy(options.previous, policy);
	const discord = openSource(options);
	const now = new Date(await readNow(discord)).toISOString();
	const memory = await readMemory(options, policy, now);
	const { report, memory: next } = await check({
		policy,
		previous,
		discord,
		memory,
		progress,
		start: startOf(memory),
		now,
		commit: null,
		confirmMassChange
	});
	await print(json ? `${printJson(checkJson(report), 2)}\n` : checkText(report));
	if (saveCursor && cursor !== void 0 && next !== null) await writeCursorFile(cursor, next);
	return exitCodeOf(report.result);
}
async function readMemory({ cursor: file, saveCursor }, policy, now) {
	return file === void 0 ? null : await readCursorFile({
		file,
		guild: policy.guild.id,
		now,
		mayBeMissing: saveCursor
	});
}
// src/report/explain/through.ts
/** The steps that touch the permission, and those after which nothing else counts. */
function stepsAbout({ steps }, bit) {
	return steps.filter(({ from, allow, deny }) => ((allow | deny) & bit) !== 0n || from.kind === "owner" || from.kind === "administrator");
}
/**
* Through what a subject has the permission: all that gave it after it was last taken. For one without it: what took it last; empty where nothing ever
* gave it.
*/
function throughOf({ steps, usable }, bit) {
	const taken = steps.findLastIndex(({ deny }) => (deny & bit) !== 0n);
	if ((usable & bit) === 0n) return steps.slice(taken, taken + 1);
	const unbound = steps.filter(({ from }) => from.kind === "owner" || from.kind === "administrator");
	return unbound.length > 0 ? unbound : steps.slice(taken + 1).filter(({ allow }) => (allow & bit) !== 0n);
}
// src/report/explain/json.ts
/** One subject in one place: `{ version, computed, usable, names, steps }`. The lists have keys of their own. */
function explainJson(answer) {
	switch (answer.kind) {
		case "one": return {
			version: 1,
			...explainedJson(answer.explained, answer.snapshot.guild.id)
		};
		case "who": return whoJson(answer);
		case "anywhere": return anywhereJson(answer);
	}
}
/** What gives or takes, as a word that stays: @everyone is the role with the guild's id. */
function fromText(from, guild) {
	switch (from.kind) {
		case "base": return `base:role:${from.role}`;
		case "everyone-overwrite": return `overwrite:role:${everyoneRole(guild)}`;
		case "role-overwrite": return `overwrite:role:${from.role}`;
		case "member-overwrite": return `overwrite:member:${from.user}`;
		case "channel-type": return `channel-type:${from.type}`;
		case "implicit": return `implicit:${from.missing}`;
		case "owner":
		case "administrator":
		case "timeout": return from.kind;
	}
}
function setsJson({ computed, usable }) {
	return {
		computed: printBitfield(computed),
		usable: printBitfield(usable),
		names: namesOf(usable)
	};
}
function explainedJson(explained, guild) {
	const step = ({ from, allow, deny }) => ({
		from: fromText(from, guild),
		allow: namesOf(allow),
		deny: namesOf(deny)
	});
	return {
		...setsJson(explained),
		steps: explained.steps.map(step)
	};
}
/** With --permission: whether it can be used, and what gives it (or what took it). */
function allowedJson(explained, permission, guild) {
	if (permission === null) return {};
	const through = throughOf(explained, permission.bit).map(({ from }) => fromText(from, guild));
	return {
		allowed: (explained.usable & permission.bit) !== 0n,
		through
	};
}
function placeJson({ id, name, type }) {
	return {
		id,
		name,
		type
	};
}
function whoJson({ snapshot: { guild }, channel, permission, roles, members }) {
	const row = (explained) => ({
		...setsJson(explained),
		...allowedJson(explained, permission, guild.id)
	});
	return {
		version: 1,
		guild: {
			id: guild.id,
			name: guild.name,
			ownerId: guild.ownerId
		},
		channel: channel === null ? null : placeJson(channel),
		permission: permission?.name ?? null,
		roles: roles.map(({ role, explained }) => ({
			id: role.id,
			name: role.name,
			...row(explained)
		})),
		members: members.map(({ user, explained }) => ({
			id: user,
			...row(explained)
		}))
	};
}
function anywhereJson({ snapshot: { guild }, asked, permission, server, channels, unknown, seesAll }) {
	const { member, timedOut } = asked;
	return {
		version: 1,
		guild: {
			id: guild.id,
			name: guild.name
		},
		member: {
			id: member.id,
			name: member.name,
			roles: member.roles,
			owner: member.id === guild.ownerId,
			timedOut
		},
		permission: permission?.name ?? null,
		server: {
			...explainedJson(server, guild.id),
			...allowedJson(server, permission, guild.id)
		},
		channels: channels.map(({ channel, explained }) => ({
			...placeJson(channel),
			...setsJson(explained),
			...allowedJson(explained, permission, guild.id)
		})),
		unknown: unknown.map(placeJson),
		allChannelsSeen: seesAll
	};
}
// src/report/explain/names.ts
/** `"Moderator"`; `@everyone` without quotation marks is the role of everybody, so that no other role can pass for it. */
function roleWords(id, { guild, roles }) {
	return id === everyoneRole(guild.id) ? "@everyone" : PLAIN.name(roles.get(id)?.name ?? id);
}
const WRITTEN = /* @__PURE__ */ new Set([
	"text",
	"announcement",
	"forum",
	"media"
]);
/** Whether Discord shows a # before its name. */
function isWritten({ type }) {
	return WRITTEN.has(type);
}
/** `#rules` for a channel of text with a plain name, `"Tea room"` for any other. */
function channelWords({ name, type }) {
	return isWritten({ type }) && /^[\p{L}\p{N}_-]{1,100}$/u.test(name) ? `#${terminalText(name)}` : PLAIN.name(name);
}
/** `"ada" (id 42)`. */
function memberWords({ id, name }) {
	return name === null ? `member ${id}` : `${PLAIN.name(name)} (id ${id})`;
}
/** `View Channel`. A terminal needs no break in `@everyone`. */
function permissionWords(name, page) {
	return labelOf(name, page).replaceAll("​", "");
}
/** `View Channel (VIEW_CHANNEL)`: the words of the settings page, and the name that the policy has. */
function permissionInFull(name, page) {
	return isFlagName(name) ? `${permissionWords(name, page)} (${name})` : permissionWords(name, page);
}
/** All of a set, those that can do most harm first. */
function allPermissions(bits, page) {
	return strongestFirst(bits).map((name) => permissionWords(name, page)).join(", ");
}
/** `a`, `a and b`, `a, b and c`. */
function listed(parts) {
	return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
// src/report/explain/step.ts
/** One step of an answer as a sentence: what gave or took a permission, or several. */
/** What counts for everything at once, whatever the overwrites are. */
function isUnbound(from) {
	return from.kind === "owner" || from.kind === "administrator" || from.kind === "timeout";
}
/** Permissions that mean something on the guild level only. */
function isServerWide(bit) {
	return (bit & DOCUMENTED & ~channelUse("category").uses) !== 0n;
}
/** What a step does to the one permission `bit`. */
function stepAbout({ from, allow }, bit, scene) {
	if (isUnbound(from)) return unboundWords(from, scene);
	switch (from.kind) {
		case "base": return `${roleWords(from.role, scene.snapshot)} has it by its server permissions.`;
		case "channel-type": return isServerWide(bit) ? "It is a permission for the whole server: in a channel it means nothing." : `It means nothing in a ${typeWords(from.type)}.`;
		case "implicit": return withoutWords(from.missing, "it cannot be used either");
		case "everyone-overwrite":
		case "role-overwrite":
		case "member-overwrite": return `${placeWords(scene)} ${(allow & bit) === 0n ? "denies" : "allows"} it to ${targetWords(from, scene)}.`;
	}
}
/** What a step does to all that it touches. A source that gives and takes makes two lines. */
function stepLines(step, scene) {
	const { from, allow, deny } = step;
	if (from.kind === "timeout") return [`${unboundWords(from, scene).slice(0, -1)}. It takes: ${allPermissions(deny, "channel")}.`];
	if (isUnbound(from)) return [unboundWords(from, scene)];
	switch (from.kind) {
		case "base": return [`${roleWords(from.role, scene.snapshot)} gives, by its server permissions: ${allPermissions(allow, "role")}.`];
		case "channel-type": return [`Means nothing in a ${typeWords(from.type)}: ${allPermissions(deny, "role")}.`];
		case "implicit": return [`${withoutWords(from.missing, "these cannot be used either:")} ${allPermissions(deny, "channel")}.`];
		case "everyone-overwrite":
		case "role-overwrite":
		case "member-overwrite": return overwriteLines$1(from, step, scene);
	}
}
function overwriteLines$1(from, { allow, deny }, scene) {
	const line = (verb, bits) => bits === 0n ? [] : [`${placeWords(scene)} ${verb} ${targetWords(from, scene)}: ${allPermissions(bits, "channel")}.`];
	return [...line("denies", deny), ...line("allows", allow)];
}
function placeWords({ channel }) {
	return channel === null ? "The channel" : channelWords(channel);
}
function targetWords(from, { snapshot }) {
	switch (from.kind) {
		case "everyone-overwrite": return roleWords(everyoneRole(snapshot.guild.id), snapshot);
		case "role-overwrite": return roleWords(from.role, snapshot);
		case "member-overwrite": return "this member in person";
	}
}
/** `text channel`, `category`. */
function typeWords(type) {
	return type === "category" ? type : `${type.replaceAll("_", " ")} channel`;
}
function withoutWords(missing, rest) {
	const end = rest.endsWith(":") ? "" : ".";
	return `Without ${permissionWords(missing, "channel")}, which is missing here, ${rest}${end}`;
}
/** Why everything is allowed, or nearly nothing. */
function unboundWords(from, scene) {
	switch (from.kind) {
		case "owner": return "The owner of the server can do everything, and no overwrite counts.";
		case "administrator": {
			const roles = from.roles.map((role) => roleWords(role, scene.snapshot));
			return `${listed(roles)} ${roles.length === 1 ? "has" : "have"} Administrator: everything is allowed, and no overwrite counts.`;
		}
		case "timeout": return `A timeout is running${scene.timeoutUntil === null ? "" : ` until ${momentWords(new Date(scene.timeoutUntil).toISOString())}`}: only seeing channels and reading their history is left.`;
	}
}
// src/report/words/wrap.ts
/** Lines that fit a terminal: broken between words, and cut where they must be. */
/** The text in lines of at most `width` cells. A word that is longer than a line stays whole. */
function wrap(text, width, { first, next }) {
	const lines = [];
	let line = first;
	let room = width - textWidth(first);
	let empty = true;
	for (const word of text.split(" ")) {
		const cells = textWidth(word);
		if (!empty && cells + 1 > room) {
			lines.push(line);
			line = next;
			room = width - textWidth(next);
			empty = true;
		}
		line += empty ? word : ` ${word}`;
		room -= empty ? cells : cells + 1;
		empty = false;
	}
	return [...lines, line].join("\n");
}
/** At most `cells` cells, the last one an ellipsis where something was cut. */
function fit(text, cells) {
	if (textWidth(text) <= cells) return text;
	let short = "";
	let used = 1;
	for (const character of text) {
		used += textWidth(character);
		if (used > cells) break;
		short += character;
	}
	return `${short}…`;
}
/** The text with blanks behind it, up to `cells` cells. */
function padded(text, cells) {
	return text + " ".repeat(Math.max(0, cells - textWidth(text)));
}
// src/report/explain/one.ts
/** One subject in one place, in words: yes or no first, then the steps in order. */
/** Lines for a terminal of so many cells. */
function oneText(answer, width) {
	const { permission } = answer;
	const parts = permission === null ? everythingParts(answer, width) : permissionParts$2(answer, permission, width);
	const notes = notesOf(answer).map((note) => wrap(note, width, {
		first: "",
		next: ""
	}));
	return `${[...parts, ...notes.length === 0 ? [] : [notes.join("\n")]].join("\n\n")}\n`;
}
function sceneOf({ snapshot, asked, channel }) {
	return {
		snapshot,
		channel,
		timeoutUntil: asked.kind === "member" ? asked.member.timeoutUntil : null
	};
}
/** `A member with the role "Moderator"`, `"ada" (id 42)`. */
function askedWords(asked, { snapshot }) {
	if (asked.kind === "member") return memberWords(asked.member);
	const everyone = everyoneRole(snapshot.guild.id);
	const names = asked.roles.filter(({ id }) => id !== everyone).map(({ id }) => roleWords(id, snapshot));
	if (names.length === 0) return "A member without any role";
	return `A member with the role${names.length === 1 ? "" : "s"} ${listed(names)}`;
}
function whereWords$1({ channel }) {
	return channel === null ? "on the server as a whole" : `in ${channelWords(channel)}`;
}
function permissionParts$2(answer, permission, width) {
	const { channel, explained } = answer;
	const [computed, usable] = [(explained.computed & permission.bit) !== 0n, (explained.usable & permission.bit) !== 0n];
	const name = permissionInFull(permission.name, channel === null ? "role" : "channel");
	const can = usable ? "can use" : "cannot use";
	const head = `${usable ? "Yes" : "No"}. ${askedWords(answer.asked, answer)} ${can} ${name} ${whereWords$1(answer)}.`;
	const granted = isServerWide(permission.bit) ? " Leave --channel out to ask about the whole server." : " It is granted, but of no use there.";
	return [
		wrap(head, width, {
			first: "",
			next: ""
		}),
		permissionSteps(answer, permission, width),
		wrap(`So: ${usable ? "yes" : "no"}.${computed && !usable ? granted : ""}`, width, {
			first: "",
			next: ""
		})
	];
}
/** The steps about one permission, numbered. Where another one that is missing takes it, that one is explained below. */
function permissionSteps(answer, permission, width) {
	const scene = sceneOf(answer);
	const steps = stepsAbout(answer.explained, permission.bit);
	if (steps.length === 0) return wrap(noStepWords(answer), width, NUMBERED(1));
	return steps.flatMap((step, at) => [wrap(stepAbout(step, permission.bit, scene), width, NUMBERED(at + 1)), ...step.from.kind === "implicit" ? missingLines(answer, bitsOf([step.from.missing]), width) : []]).join("\n");
}
const NUMBERED = (number) => ({
	first: `${number}. `.padStart(4),
	next: "    "
});
/** Why a permission that others need is missing. */
function missingLines(answer, bit, width) {
	const about = stepsAbout(answer.explained, bit);
	return (about.length === 0 ? [noStepWords(answer)] : about.map((step) => stepAbout(step, bit, sceneOf(answer)))).map((line) => wrap(line, width, {
		first: "    - ",
		next: "      "
	}));
}
function noStepWords({ asked, channel }) {
	const nobody = asked.kind === "member" || asked.roles.length > 1 ? "None of the roles, @everyone included, has it" : "Neither the role nor @everyone has it";
	return channel === null ? `${nobody}.` : `${nobody}, and no overwrite in ${channelWords(channel)} allows it.`;
}
function everythingParts(answer, width) {
	const { channel, explained } = answer;
	const page = channel === null ? "role" : "channel";
	const plain = {
		first: "",
		next: ""
	};
	const kind = channel === null ? "" : ` (${typeWords(channel.type)})`;
	const head = `${askedWords(answer.asked, answer)} ${explained.usable === 0n ? "can use nothing" : "can use"} ${whereWords$1(answer)}${kind}${explained.usable === 0n ? "." : ":"}`;
	const names = explained.usable === 0n ? [] : [wrap(allPermissions(explained.usable, page), width, {
		first: "  ",
		next: "  "
	})];
	const lines = explained.steps.flatMap((step) => stepLines(step, sceneOf(answer)));
	const why = lines.length === 0 ? ["No role gives anything."] : lines;
	return [[wrap(head, width, plain), ...names].join("\n"), ["How this comes about:", ...why.map((line, at) => wrap(line, width, NUMBERED(at + 1)))].join("\n")];
}
/** What a reader could misunderstand. */
function notesOf({ channel, asked, permission }) {
	if (channel?.type === "category") return ["A category holds no messages: its overwrites count for its channels only where they are synced."];
	if (channel === null && asked.kind === "roles" && !isServerWide(permission?.bit ?? 0n)) return ["Overwrites of channels are not looked at here. Add --channel for one channel."];
	return [];
}
// src/report/explain/reason.ts
/** `server permissions of @everyone`, `denied to "Muted"`. */
function reasonWords(explained, bit, scene) {
	const through = throughOf(explained, bit).map(({ from }) => from);
	const [first] = through;
	if (first === void 0) return "nothing gives it";
	const can = (explained.usable & bit) !== 0n;
	const ofEveryone = through.filter((from) => isOfEveryone(from, scene));
	const told = ofEveryone.length > 0 ? ofEveryone : through;
	return listed([...new Set(told.map((from) => can ? givenWords(from, scene) : takenWords(from, bit, scene)))]);
}
function isOfEveryone(from, { snapshot }) {
	return from.kind === "everyone-overwrite" || from.kind === "base" && from.role === everyoneRole(snapshot.guild.id);
}
function ownerOf(role, { snapshot, self }) {
	return role === self && role !== everyoneRole(snapshot.guild.id) ? "the role" : roleWords(role, snapshot);
}
function givenWords(from, scene) {
	switch (from.kind) {
		case "base": return `server permissions of ${ownerOf(from.role, scene)}`;
		case "owner": return "owner of the server";
		case "administrator": return "Administrator";
		case "everyone-overwrite": return "overwrite for @everyone";
		case "role-overwrite": return `overwrite for ${ownerOf(from.role, scene)}`;
		case "member-overwrite": return "overwrite for the member";
		case "channel-type":
		case "implicit":
		case "timeout": return from.kind;
	}
}
function takenWords(from, bit, scene) {
	if (isUnbound(from)) return from.kind;
	switch (from.kind) {
		case "everyone-overwrite": return "denied to @everyone";
		case "role-overwrite": return `denied to ${ownerOf(from.role, scene)}`;
		case "member-overwrite": return "denied to the member";
		case "channel-type": return isServerWide(bit) ? "means nothing in a channel" : `means nothing in a ${typeWords(from.type)}`;
		case "implicit": return `${permissionWords(from.missing, "channel")} is missing`;
		case "base": return from.kind;
	}
}
// src/report/words/unseen.ts
/** Sentences; none where the list is whole. */
function sightNotes({ unknown, seesAll }) {
	const unreadable = `Nothing can be said of ${listed(unknown.map(channelWords))}: Discord sent no readable overwrites.`;
	return [...unknown.length === 0 ? [] : [unreadable], ...seesAll ? [] : ["Channels that the bot cannot see are not in this answer."]];
}
// src/report/explain/anywhere.ts
/** "What can this member do anywhere?" in words: what can do harm first, then where the member can look, write and speak. */
const PLAIN_MARGINS$2 = {
	first: "",
	next: ""
};
const INDENTED$1 = {
	first: "  ",
	next: "      "
};
/** More names would hide the next line. */
const MOST_CHANNELS = 12;
/** Lines for a terminal of so many cells. */
function anywhereText(answer, width) {
	const { permission } = answer;
	return `${(permission === null ? summaryParts(answer, width) : permissionParts$1(answer, permission, width)).join("\n\n")}\n`;
}
function notes(answer, width) {
	return sightNotes(answer).map((note) => wrap(note, width, PLAIN_MARGINS$2));
}
/** Categories hold no messages: what counts is in their channels. */
function placesOf({ channels }) {
	return channels.filter(({ channel }) => channel.type !== "category");
}
/** `all 12 channels`, or the names; where these are too many, how many there are, and the first of them. */
function channelList(some, all) {
	if (some.length === all && all > 1) return `all ${all} channels`;
	const names = some.map(channelWords);
	if (names.length <= MOST_CHANNELS) return listed(names);
	return `${names.length} channels, among them ${listed(names.slice(0, MOST_CHANNELS))}`;
}
function summaryParts(answer, width) {
	const { asked, snapshot } = answer;
	const everyone = everyoneRole(snapshot.guild.id);
	const roles = asked.member.roles.filter((id) => id !== everyone && snapshot.roles.has(id)).map((id) => roleWords(id, snapshot));
	const held = roles.length === 0 ? "no role but @everyone" : `${roles.length === 1 ? "the role" : "the roles"} ${listed(roles)}`;
	const head = wrap(`${memberWords(asked.member)} has ${held}.`, width, PLAIN_MARGINS$2);
	const unbound = factLines(answer, ["owner", "administrator"], width);
	if (unbound.length > 0) return [head, ...unbound];
	return [
		head,
		...factLines(answer, ["timeout"], width),
		harmPart(answer, width),
		ordinaryPart(answer, width),
		morePart(answer, width),
		...notes(answer, width)
	];
}
function factLines(answer, kinds, width) {
	const facts = answer.server.steps.map(({ from }) => from).filter(isUnbound);
	const scene = sceneOf({
		...answer,
		channel: null
	});
	return facts.filter(({ kind }) => kinds.includes(kind)).map((from) => wrap(unboundWords(from, scene), width, PLAIN_MARGINS$2));
}
/** One permission a line, those of the whole server with those of channels, the strongest first. */
function harmPart(answer, width) {
	const places = placesOf(answer);
	const lines = strongestFirst(DANGEROUS).flatMap((name) => {
		const bit = bitsOf([name]);
		const there = places.filter(({ explained }) => (explained.usable & bit) !== 0n).map(({ channel }) => channel);
		return [...isOnServer(answer, name) ? [`${permissionWords(name, "role")}${meaningWords(meaningOf(name, "role"))}: on the whole server`] : [], ...there.length === 0 ? [] : [`${permissionWords(name, "channel")}${meaningWords(meaningOf(name, "channel"))}: in ${channelList(there, places.length)}`]];
	});
	if (lines.length === 0) return "Can do nothing that Discord counts as dangerous.";
	return ["Can do harm:", ...lines.map((line) => wrap(line, width, INDENTED$1))].join("\n");
}
/** What these mean on the server is more than what they mean in all channels: a holder of the one need not have the other. */
const MORE_ON_SERVER = /* @__PURE__ */ new Set(["MANAGE_ROLES", "MANAGE_CHANNELS"]);
function meaningWords(meaning) {
	return meaning === null ? "" : ` (${meaning})`;
}
function isOnServer({ server }, name) {
	const bit = bitsOf([name]);
	return (server.usable & bit) !== 0n && (isServerWide(bit) || MORE_ON_SERVER.has(name));
}
function serverWide(bits) {
	return bitsOf(strongestFirst(bits).filter((name) => isServerWide(bitsOf([name]))));
}
const SPOKEN = /* @__PURE__ */ new Set(["voice", "stage"]);
/** What a reader wants to know of a channel first. */
function useOf({ channel, explained: { usable } }) {
	const may = (name) => has(usable, name);
	if (!may("VIEW_CHANNEL")) return "Cannot see";
	if (!SPOKEN.has(channel.type)) return may("SEND_MESSAGES") ? "Can write in" : "Can only read";
	if (!may("CONNECT")) return "Sees, but cannot join";
	return may("SPEAK") || may("REQUEST_TO_SPEAK") ? "Can speak in" : "Can only listen in";
}
const USES = [
	"Can write in",
	"Can only read",
	"Can speak in",
	"Can only listen in",
	"Sees, but cannot join",
	"Cannot see"
];
function ordinaryPart(answer, width) {
	const places = placesOf(answer);
	const groups = groupBy(places, useOf);
	const lines = USES.flatMap((use) => {
		const group = groups.get(use) ?? [];
		const names = channelList(group.map(({ channel }) => channel), places.length);
		return group.length === 0 ? [] : [wrap(`${use}: ${names}`, width, INDENTED$1)];
	});
	return [`In ${counted(places.length, "channel")}:`, ...lines].join("\n");
}
function morePart({ server }, width) {
	const rest = serverWide(server.usable) & ~DANGEROUS;
	const others = rest === 0n ? [] : [`On the whole server also: ${allPermissions(rest, "role")}.`];
	const hint = "Add --channel for everything in one channel, and why; or --permission for one permission.";
	return [...others, hint].map((line) => wrap(line, width, PLAIN_MARGINS$2)).join("\n");
}
function permissionParts$1(answer, permission, width) {
	return isServerWide(permission.bit) ? serverParts(answer, permission, width) : channelParts(answer, permission, width);
}
function serverParts({ asked, server, snapshot }, permission, width) {
	const can = (server.usable & permission.bit) !== 0n;
	const verb = can ? "can use" : "cannot use";
	const head = `${can ? "Yes" : "No"}. ${memberWords(asked.member)} ${verb} ${permissionInFull(permission.name, "role")} on the whole server.`;
	const placeless = {
		snapshot,
		permission,
		asked,
		channel: null,
		explained: server
	};
	return [
		wrap(head, width, PLAIN_MARGINS$2),
		permissionSteps(placeless, permission, width),
		`So: ${can ? "yes" : "no"}.`
	];
}
function channelParts(answer, { bit, name }, width) {
	const places = placesOf(answer);
	const can = (row) => (row.explained.usable & bit) !== 0n;
	const [those, others] = [places.filter(can), places.filter((row) => !can(row))];
	const onServer = MORE_ON_SERVER.has(name) ? ` On the server as a whole: ${isOnServer(answer, name) ? "yes" : "no"}.` : "";
	const head = `${memberWords(answer.asked.member)} can use ${permissionInFull(name, "channel")} in ${those.length} of ${counted(places.length, "channel")}.`;
	const part = (heading, rows) => rows.length === 0 ? [] : [[heading, ...reasonLines(answer, rows, bit).map((line) => wrap(line, width, INDENTED$1))].join("\n")];
	return [
		wrap(head + onServer, width, PLAIN_MARGINS$2),
		...part("Yes", those),
		...part("No", others),
		...notes(answer, width)
	];
}
function reasonLines({ snapshot, asked }, rows, bit) {
	const reason = ({ channel, explained }) => reasonWords(explained, bit, {
		snapshot,
		channel,
		timeoutUntil: asked.member.timeoutUntil,
		self: null
	});
	return [...groupBy(rows, reason)].map(([why, group]) => `${why}: ${listed(group.map(({ channel }) => channelWords(channel)))}`);
}
// src/report/explain/who.ts
/** "Who can?" in words: the roles, and the members with an overwrite of their own, by the reason. */
const PLAIN_MARGINS$1 = {
	first: "",
	next: ""
};
const INDENTED = {
	first: "  ",
	next: "      "
};
/** Lines for a terminal of so many cells. */
function whoText(answer, width) {
	const { permission, snapshot, channel } = answer;
	const parts = permission === null ? setParts(answer, width) : permissionParts(answer, permission, width);
	const notes = [
		`The owner of the server (id ${snapshot.guild.ownerId}) can do everything.`,
		"Each line is for a member with that one role; for a person with several, ask with --member.",
		...channel !== null && isServerWide(permission?.bit ?? 0n) ? ["Leave --channel out to ask about the whole server."] : []
	];
	return `${[...parts, wrap(notes.join(" "), width, PLAIN_MARGINS$1)].join("\n\n")}\n`;
}
function whereWords({ channel }) {
	return channel === null ? "on the server as a whole" : `in ${channelWords(channel)}`;
}
function permissionParts(answer, permission, width) {
	const page = answer.channel === null ? "role" : "channel";
	const head = `Who can use ${permissionInFull(permission.name, page)} ${whereWords(answer)}?`;
	const lines = [...roleLines$1(answer, permission.bit), ...memberLines(answer, permission.bit)];
	const side = (can) => {
		const shown = [...groupBy(lines.filter((line) => line.can === can), ({ reason }) => reason)].map(([reason, group]) => wrap(`${reason}: ${group.map(({ who }) => who).join(", ")}`, width, INDENTED));
		return [can ? "Yes" : "No", ...shown.length === 0 ? ["  nobody"] : shown].join("\n");
	};
	return [
		wrap(head, width, PLAIN_MARGINS$1),
		side(true),
		side(false)
	];
}
function roleLines$1({ snapshot, channel, roles }, bit) {
	return roles.map(({ role, explained }) => ({
		can: (explained.usable & bit) !== 0n,
		reason: reasonWords(explained, bit, {
			snapshot,
			channel,
			timeoutUntil: null,
			self: role.id
		}),
		who: roleWords(role.id, snapshot)
	}));
}
/** Only those whose overwrite says something about the permission: the others are what their roles are. */
function memberLines({ channel, members }, bit) {
	return members.flatMap(({ user, explained }) => {
		const overwrite = channel?.overwrites?.get(targetKey({
			type: "member",
			id: user
		}));
		const { allow, deny } = settled(overwrite ?? {
			allow: 0n,
			deny: 0n
		});
		if (((allow | deny) & bit) === 0n) return [];
		return [{
			who: `member ${user}`,
			...memberReason(explained, bit, allow)
		}];
	});
}
function memberReason({ usable }, bit, allow) {
	if ((allow & bit) === 0n) return {
		can: false,
		reason: "denied to the member in person (Administrator would still count)"
	};
	if ((usable & bit) !== 0n) return {
		can: true,
		reason: "overwrite for the member in person"
	};
	return {
		can: false,
		reason: "allowed to the member in person, but only of use together with what another role must give"
	};
}
function setParts(answer, width) {
	const { snapshot, channel, roles, members } = answer;
	const kind = channel === null ? "" : ` (${typeWords(channel.type)})`;
	const rows = [...roles.map(({ role, explained }) => ({
		who: roleWords(role.id, snapshot),
		usable: explained.usable
	})), ...members.map(({ user, explained }) => ({
		who: `member ${user} by an overwrite in person`,
		usable: explained.usable
	}))];
	const groups = [...groupBy(rows, ({ usable }) => usable)].map(([usable, group]) => [wrap(listed(group.map(({ who }) => who)), width, PLAIN_MARGINS$1), wrap(usable === 0n ? "nothing" : allPermissions(usable, channel === null ? "role" : "channel"), width, {
		first: "    ",
		next: "    "
	})].join("\n"));
	return [wrap(`What each role can use ${whereWords(answer)}${kind}:`, width, PLAIN_MARGINS$1), ...groups];
}
// src/report/explain/text.ts
/** The answers of `explain` in words. */
/** Lines for a terminal of so many cells. */
function explainText(answer, width) {
	switch (answer.kind) {
		case "one": return oneText(answer, width);
		case "who": return whoText(answer, width);
		case "anywhere": return anywhereText(answer, width);
	}
}
// src/runs/find-named.ts
/** Roles and channels by what a person writes on the command line: an id, a name, or a handle of the policy. */
/** More candidates would fill the screen. */
const MOST_SHOWN = 8;
/** `closest` looks at no more than this in one call. */
const SUGGEST_AT_ONCE = 300;
/** Throws CannotCheck where no channel, or more than one, is called so. */
function findChannel(text, snapshot, policy) {
	const category = ({ parent }) => parent === null ? void 0 : snapshot.channels.get(parent);
	const channels = bindingOf(snapshot, policy)?.channels ?? [];
	return find({
		option: "--channel",
		noun: "channel",
		text,
		all: channelsInOrder(snapshot),
		paths: (channel) => [`${category(channel)?.name ?? ""}/${channel.name}`],
		handles: channels.flatMap(({ listed, live }) => [[listed.handle, live], [listed.path, live]]),
		describe: (channel) => {
			const inside = category(channel);
			return `${PLAIN.name(channel.name)} (${channel.type}${inside === void 0 ? "" : ` in ${PLAIN.name(inside.name)}`}, id ${channel.id})`;
		}
	});
}
/** Throws CannotCheck where no role, or more than one, is called so. `everyone` is @everyone. */
function findRole(text, snapshot, policy) {
	return find({
		option: "--role",
		noun: "role",
		text,
		all: rolesInOrder(snapshot),
		paths: ({ name }) => name.startsWith("@") ? [name.slice(1)] : [],
		handles: (bindingOf(snapshot, policy)?.roles ?? []).map(({ listed, live }) => [listed.handle, live]),
		describe: ({ name, id }) => `${PLAIN.name(name)} (id ${id})`
	});
}
/** A policy of another server has nothing to say here. */
function bindingOf(snapshot, policy) {
	return policy === null || policy.guild.id !== snapshot.guild.id ? null : bind(policy, snapshot, /* @__PURE__ */ new Map());
}
function find(search) {
	const text = search.text.trim();
	const digits = /^(?:<(?:#|@&))?(?<id>\d+)>?$/.exec(text)?.groups?.["id"];
	const byId = digits === void 0 ? void 0 : search.all.find(({ id }) => id === digits);
	if (byId !== void 0) return byId;
	const spellings = [text, text.replace(/^[#@]/, "")];
	const exact = called(search, (name) => spellings.includes(name));
	const loose = exact.length > 0 ? exact : called(search, (name) => spellings.some((spelling) => plain(spelling) === plain(name)));
	const [only] = loose;
	if (only === void 0) throw unknown(search, spellings);
	if (loose.length > 1) throw ambiguous(search, loose);
	return only;
}
function plain(name) {
	return name.normalize("NFKC").toLowerCase();
}
/** Each thing once, whichever of its names fits. */
function called({ all, paths, handles }, fits) {
	const live = all.filter((thing) => [thing.name, ...paths(thing)].some(fits));
	const listed = handles.flatMap(([handle, thing]) => thing !== null && fits(handle) ? [thing] : []);
	return [...new Map([...live, ...listed].map((thing) => [thing.id, thing])).values()];
}
function ambiguous({ option, noun, text, describe }, found) {
	const shown = found.slice(0, MOST_SHOWN).map(describe);
	const more = found.length > MOST_SHOWN ? `, and ${found.length - MOST_SHOWN} more` : "";
	return new CannotCheck(`${option} ${PLAIN.name(text)} can be ${found.length} ${noun}s: ${shown.join(", ")}${more}. Give the id of the one you mean.`);
}
function unknown(search, spellings) {
	const { option, noun, text, all, handles } = search;
	const begin = `${option} ${PLAIN.name(text)}`;
	const sight = noun === "channel" ? " Discord shows a bot only the channels that it can see." : "";
	if (handles.some(([handle]) => spellings.includes(handle))) return new CannotCheck(`${begin} is in the policy, but the server has no such ${noun}.${sight}`);
	const names = [...all.map(({ name }) => name), ...handles.map(([handle]) => handle)];
	const parts = Array.from({ length: Math.ceil(names.length / SUGGEST_AT_ONCE) }, (_, at) => names.slice(at * SUGGEST_AT_ONCE, (at + 1) * SUGGEST_AT_ONCE));
	const word = spellings.at(-1) ?? text;
	const near = closest(word, parts.map((part) => closest(word, part)).filter((name) => name !== void 0));
	const hint = near === void 0 ? "" : ` Did you mean ${PLAIN.name(near)}?`;
	return new CannotCheck(`${begin}: there is no such ${noun} on the server.${hint}${sight}`);
}
// src/runs/find-permission.ts
/** A permission by what a person writes: the documented name, the words of Discord's settings, or BIT_n. */
/** Throws CannotCheck for what is no permission, with the one that was probably meant. */
function findPermission(text) {
	const bit = parsePermission(text.trim().toUpperCase()) ?? parsePermission(flagOfLabel(text));
	const [name] = namesOf(bit ?? 0n);
	if (bit !== null && name !== void 0) return {
		name,
		bit
	};
	const near = suggestPermission(text);
	const hint = near === void 0 ? " Write it as Discord's documentation does, like VIEW_CHANNEL." : ` Did you mean ${near}?`;
	throw new CannotCheck(`--permission ${PLAIN.name(text)}: Discord has no such permission.${hint}`);
}
// src/runs/read-snapshot.ts
/** The live guild for the questions that need no policy and no audit log. */
/** Throws CannotCheck where Discord's answers do not make a whole state. */
async function readSnapshot({ source, guild: id, progress }) {
	progress("Reading the server, its roles and its channels");
	const [guild, channels, self] = await Promise.all([
		source.guild(id),
		source.channels(id),
		source.self(id)
	]);
	const decoded = decodeSnapshot({
		guild,
		channels,
		self
	});
	if (!decoded.ok) throw new CannotCheck(`Discord's answers cannot be used: ${decoded.problems.join(" ")} Run again, and report it if it stays so.`);
	return decoded.value;
}
// src/runs/explain.ts
/** The use case "explain": who can do what, where and why. */
/** Throws CannotCheck where the question names what is not there, or the answer cannot be known. */
async function explain(request) {
	const { question, policy } = request;
	const permission = question.permission === null ? null : findPermission(question.permission);
	const user = question.member === null ? null : parseUser(question.member);
	if (isEmpty(question)) throw new CannotCheck("What should be explained? Give --channel, --role, --member or --permission; see --help for examples.");
	const snapshot = await readSnapshot(request);
	const channel = question.channel === null ? null : findChannel(question.channel, snapshot, policy);
	const roles = question.roles.map((role) => findRole(role, snapshot, policy));
	const found = {
		snapshot,
		guild: rightsOf(snapshot),
		permission,
		channel
	};
	if (user === null) return roles.length > 0 ? one(found, {
		kind: "roles",
		roles: distinct(roles)
	}) : who(found);
	const asked = await readMember(user, request);
	return channel === null ? anywhere(found, asked) : one(found, asked);
}
function isEmpty({ channel, roles, member, permission }) {
	return roles.length === 0 && [
		channel,
		member,
		permission
	].every((part) => part === null);
}
function parseUser(text) {
	const id = parseSnowflake(/^(?:<@!?)?(?<id>\d+)>?$/.exec(text.trim())?.groups?.["id"]);
	if (id !== null) return id;
	throw new CannotCheck(`--member ${PLAIN.name(text)} is no id. Turn on Developer Mode in Discord and copy the person's user id.`);
}
async function readMember(user, { source, guild, now }) {
	const answer = await source.member(guild, user);
	if (answer === null) throw new CannotCheck(`There is no member ${user} on this server: the id is wrong, or the person has left. Use --role to ask for a role.`);
	const decoded = decodeMember(answer, user);
	if (!decoded.ok) throw new CannotCheck(`${decoded.problems.join(" ")} Run again, and report it if it stays so.`);
	const { timeoutUntil } = decoded.value;
	return {
		kind: "member",
		member: decoded.value,
		timedOut: timeoutUntil !== null && timeoutUntil > now
	};
}
function distinct(roles) {
	return [...new Map(roles.map((role) => [role.id, role])).values()];
}
function subjectOf(asked) {
	if (asked.kind === "member") return {
		kind: "member",
		user: asked.member.id,
		roles: asked.member.roles,
		timedOut: asked.timedOut
	};
	return {
		kind: "roles",
		roles: asked.roles.map(({ id }) => id)
	};
}
/** Where the question is about. Nothing can be said of a channel whose overwrites are not known. */
function placeOf$1({ guild, channel }) {
	if (channel === null) return {
		guild,
		channel: null
	};
	const rights = guild.channels.find(({ id }) => id === channel.id);
	if (rights !== void 0) return {
		guild,
		channel: rights
	};
	throw new CannotCheck(`Discord sent no readable overwrites for ${PLAIN.name(channel.name)} (id ${channel.id}), so nothing can be said of it. Run again.`);
}
function one(found, asked) {
	const { snapshot, permission, channel } = found;
	return {
		kind: "one",
		snapshot,
		permission,
		channel,
		asked,
		explained: explain$1(placeOf$1(found), subjectOf(asked))
	};
}
function who(found) {
	const { snapshot, permission, channel } = found;
	const place = placeOf$1(found);
	return {
		kind: "who",
		snapshot,
		permission,
		channel,
		roles: rolesInOrder(snapshot).map((role) => ({
			role,
			explained: explain$1(place, {
				kind: "role",
				role: role.id
			})
		})),
		members: membersIn$1(place.channel).map((user) => ({
			user,
			explained: explain$1(place, {
				kind: "member-overwrite",
				user
			})
		}))
	};
}
function membersIn$1(channel) {
	return (channel?.overwrites ?? []).flatMap(({ target }) => target.type === "member" ? [target.id] : []);
}
function anywhere({ snapshot, guild, permission }, asked) {
	const subject = subjectOf(asked);
	return {
		kind: "anywhere",
		snapshot,
		permission,
		asked,
		server: explain$1({
			guild,
			channel: null
		}, subject),
		channels: guild.channels.flatMap((rights) => {
			const channel = snapshot.channels.get(rights.id);
			return channel === void 0 ? [] : [{
				channel,
				explained: explain$1({
					guild,
					channel: rights
				}, subject)
			}];
		}),
		unknown: channelsWithoutRights(snapshot),
		seesAll: sightOf(snapshot)?.everyChannel === true
	};
}
// src/cli/explain.ts
/** `permission-drift explain`: who can do what, where and why. */
const EXAMPLES = `
Questions that it answers:
  can Moderator send in #rules, and why?
    --role Moderator --channel rules --permission SEND_MESSAGES
  who can see #staff-chat?
    --channel staff-chat --permission VIEW_CHANNEL
  what can member 42 do anywhere?
    --member 42
Without --channel, roles are looked at on the level of the whole server.`;
function addExplain(program) {
	withReplay(withConnection(program.command("explain").description("tell who can do what, where and why, as the server is now").option("--channel <name or id>", "in this channel; a handle of the policy is understood as well").addOption(new Option("--role <name or id>", "a member with this role; may be repeated for a member with several").argParser(collect).default([], "all roles")).addOption(new Option("--member <id>", "this person, with roles, timeout and ownership").conflicts("role")).option("--permission <name>", "only this one, like SEND_MESSAGES or BIT_53, or as Discord's settings call it").option("--json", "the answer as JSON", false).addHelpText("after", EXAMPLES))).action(async (options) => {
		await runExplain(options);
	});
}
async function runExplain(options) {
	const { channel = null, role: roles, member = null, permission = null, json } = options;
	const source = openSource(options);
	const answer = await explain({
		source,
		guild: await findGuild(options),
		policy: await readPolicyIfAny(options.policy),
		now: await readNow(source),
		progress,
		question: {
			channel,
			roles,
			member,
			permission
		}
	});
	await print(json ? `${printJson(explainJson(answer), 2)}\n` : explainText(answer, terminalWidth()));
}
// src/files/new-file.ts
/** Writes a file that the user named, and leaves one that is there already alone unless told otherwise. */
/** Checks before the work begins that the file may be written. Throws CannotCheck. */
async function refuseExisting(file, { overwrite }) {
	const found = await lstat(file).catch(() => null);
	if (found?.isDirectory() === true) throw new CannotCheck(`${file} is a folder. Give the path of a file.`);
	if (found !== null && !overwrite) throw existing(file);
}
/** Throws CannotCheck. */
async function writeNewFile(file, text, { overwrite }) {
	try {
		if (!overwrite) await writeFile(file, text, { flag: "wx" });
		else {
			await writeFile(`${file}.tmp`, text);
			await rename(`${file}.tmp`, file);
		}
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EEXIST") throw existing(file);
		throw new CannotCheck(`The file ${file} cannot be written. Give another path.`, { cause: error });
	}
}
function existing(file) {
	return new CannotCheck(`There is a file ${file} already. Give another path, or --force to replace it.`);
}
// src/export/topics.ts
/** What permissions are about, so that sets of them have names that say it. */
const READ = bitsOf(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]);
const WRITE = bitsOf([
	"ADD_REACTIONS",
	"SEND_MESSAGES",
	"SEND_TTS_MESSAGES",
	"EMBED_LINKS",
	"ATTACH_FILES",
	"USE_EXTERNAL_EMOJIS",
	"USE_EXTERNAL_STICKERS",
	"CREATE_PUBLIC_THREADS",
	"CREATE_PRIVATE_THREADS",
	"SEND_MESSAGES_IN_THREADS",
	"SEND_VOICE_MESSAGES",
	"SEND_POLLS",
	"USE_APPLICATION_COMMANDS",
	"USE_EXTERNAL_APPS"
]);
const TALK = bitsOf([
	"STREAM",
	"CONNECT",
	"SPEAK",
	"USE_VAD",
	"REQUEST_TO_SPEAK",
	"USE_EMBEDDED_ACTIVITIES",
	"USE_SOUNDBOARD",
	"USE_EXTERNAL_SOUNDS",
	"SET_VOICE_CHANNEL_STATUS"
]);
const MODERATE = bitsOf([
	"KICK_MEMBERS",
	"BAN_MEMBERS",
	"MODERATE_MEMBERS",
	"MANAGE_MESSAGES",
	"MANAGE_THREADS",
	"MANAGE_NICKNAMES",
	"MUTE_MEMBERS",
	"DEAFEN_MEMBERS",
	"MOVE_MEMBERS",
	"VIEW_AUDIT_LOG",
	"PIN_MESSAGES",
	"BYPASS_SLOWMODE"
]);
const MANAGE = bitsOf([
	"MANAGE_CHANNELS",
	"MANAGE_GUILD",
	"MANAGE_ROLES",
	"MANAGE_WEBHOOKS",
	"MANAGE_GUILD_EXPRESSIONS",
	"MANAGE_EVENTS",
	"CREATE_GUILD_EXPRESSIONS",
	"CREATE_EVENTS",
	"VIEW_GUILD_INSIGHTS"
]);
/** In the order in which the file defines them. Who may write or talk in a place reads there too. */
const TOPICS = [
	{
		name: "read",
		core: bitsOf(["VIEW_CHANNEL"]),
		all: READ,
		least: 2,
		further: false
	},
	{
		name: "write",
		core: bitsOf(["SEND_MESSAGES"]),
		all: READ | WRITE,
		least: 3,
		further: false
	},
	{
		name: "talk",
		core: bitsOf(["CONNECT", "SPEAK"]),
		all: READ | TALK,
		least: 3,
		further: false
	},
	{
		name: "moderate",
		core: MODERATE,
		all: MODERATE,
		least: 3,
		further: true
	},
	{
		name: "manage",
		core: MANAGE,
		all: MANAGE,
		least: 3,
		further: true
	}
];
// src/export/set-candidates.ts
/** What might become a permission set: what lists of the policy have in common, on one topic or as a whole. */
/** Bounds that keep the search short. Real servers stay below the first. */
const MOST_LISTS = 250;
const MOST_PARTS = 100;
const MOST_CANDIDATES = 20;
/** What two lists share is found by reading both. */
const LEAST_USES = 3;
/** No set hides ADMINISTRATOR, nor a permission that this version does not know. */
const SHARED = bitsOf(FLAG_NAMES) & ~bitsOf(["ADMINISTRATOR"]);
/** Different lists of at least two permissions that sets may hold, the heaviest first. */
function weigh(lists) {
	const counts = /* @__PURE__ */ new Map();
	for (const list of lists) {
		const bits = list & SHARED;
		if (countBits(bits) > 1) counts.set(bits, (counts.get(bits) ?? 0) + 1);
	}
	return [...counts].map(([bits, count]) => ({
		bits,
		count,
		weight: count * lengthOf(bits)
	})).toSorted((left, right) => right.weight - left.weight || ascending(left.bits, right.bits)).slice(0, MOST_LISTS);
}
const LENGTHS = new Map(FLAG_NAMES.map((name) => [bitsOf([name]), name.length + 2]));
/** What a list of shared permissions takes in the file, in characters. */
function lengthOf(bits) {
	let length = 0;
	for (let left = bits; left !== 0n; left &= left - 1n) length += LENGTHS.get(left & -left) ?? 0;
	return length;
}
/** Candidates in a fixed order. `everyone`: what every member may do, which many roles repeat. */
function candidatesOf(weighed, everyone) {
	const topical = TOPICS.flatMap((topic) => promising(onTopic(topic, weighed), topic, weighed));
	const repeated = weighed.filter(({ count }) => count > 1).map(({ bits }) => bits);
	const known = new Set(topical.map(({ bits }) => bits));
	const whole = [everyone & SHARED, ...repeated].filter((bits) => !known.has(bits));
	return [...topical, ...promising(new Set(whole), null, weighed)];
}
/** What the lists say on a topic, and what any two of them have in common. */
function onTopic(topic, weighed) {
	const parts = [...new Set(weighed.map(({ bits }) => bits & topic.all))].slice(0, MOST_PARTS);
	const shared = /* @__PURE__ */ new Set();
	for (const [index, left] of parts.entries()) for (const right of parts.slice(index)) shared.add(left & right);
	return new Set([...shared].filter((bits) => (bits & topic.core) !== 0n && countBits(bits) >= topic.least));
}
/** Those that would save most if there were no other set. */
function promising(found, topic, weighed) {
	return [...found].filter((bits) => countBits(bits) > 1).map((bits) => {
		const holding = weighed.filter((list) => (bits & ~list.bits) === 0n);
		const uses = holding.reduce((sum, { count }) => sum + count, 0);
		return {
			topic,
			bits,
			holding,
			uses,
			saved: (uses - 1) * lengthOf(bits) - uses * 8
		};
	}).filter(({ uses, saved }) => uses >= LEAST_USES && saved > 0).toSorted((left, right) => right.saved - left.saved || ascending(left.bits, right.bits)).slice(0, MOST_CANDIDATES);
}
function ascending(left, right) {
	return left < right ? -1 : Number(left > right);
}
// src/export/choose-sets.ts
/** Chooses the permission sets of a policy: only those that make it shorter and clearer, always the same for the same lists. */
/** Characters that a set must save: the first one of a topic explains itself, any other must be worth another word. */
const LEAST_SAVED = {
	first: 10,
	further: 300
};
/** More than this nobody keeps in mind. */
const MOST_SETS = 8;
/** In the order in which the file defines them. `lists`: each list as often as it would be written; `everyone`: what @everyone holds. */
function chooseSets(lists, everyone) {
	const candidates = candidatesOf(weigh(lists), everyone);
	const chosen = [];
	while (chosen.length < MOST_SETS) {
		const best = mostSaving(candidates, chosen);
		if (best === null) break;
		chosen.push(best);
	}
	return named(withoutNeedless(chosen), everyone);
}
/** The candidate with which the file is shortest, or null where none saves enough. */
function mostSaving(candidates, chosen) {
	let best = null;
	let most = 0;
	for (const candidate of candidates) {
		const saved = chosen.includes(candidate) ? 0 : savedBy(candidate, chosen);
		if (saved > most && saved >= leastSaved(candidate, chosen)) {
			best = candidate;
			most = saved;
		}
	}
	return best;
}
/** The characters by which the file is shorter with this set beside the others. Only lists that hold it can change. */
function savedBy(candidate, others) {
	const [without, sets] = [others.map(unnamed), [...others, candidate].map(unnamed)];
	return candidate.holding.reduce((sum, { bits, count }) => sum + count * (lengthWith(bits, without) - lengthWith(bits, sets)), 0) + lengthOfSets(without) - lengthOfSets(sets);
}
function lengthOfSets(sets) {
	return sets.reduce((sum, { bits }) => sum + 8 + lengthWith(bits, sets.filter((other) => other.bits !== bits)), 0);
}
function leastSaved({ topic }, chosen) {
	return topic !== null && !chosen.some((other) => other.topic === topic) ? LEAST_SAVED.first : LEAST_SAVED.further;
}
function lengthWith(bits, sets) {
	const { used, rest } = coverWith(bits, sets);
	return used.size * 8 + lengthOf(rest);
}
function unnamed({ bits }) {
	return {
		name: "",
		bits
	};
}
/** A set that was good before a better one came may say little now. */
function withoutNeedless(chosen) {
	const others = (one) => chosen.filter((other) => other !== one);
	const needless = chosen.find((one) => savedBy(one, others(one)) < leastSaved(one, others(one)));
	return needless === void 0 ? chosen : withoutNeedless(others(needless));
}
/** What members may do, on each topic and as a whole, then what goes further; of several on one topic the smaller one first. */
function named(chosen, everyone) {
	const about = (topics) => topics.flatMap((topic) => numbered(topic.name, bySize(chosen.filter((one) => one.topic === topic))));
	const whole = bySize(chosen.filter(({ topic }) => topic === null));
	const [members, others] = [whole.filter(({ bits }) => (bits & ~everyone) === 0n), whole.filter(({ bits }) => (bits & ~everyone) !== 0n)];
	return [
		...about(TOPICS.filter(({ further }) => !further)),
		...numbered("member", members),
		...about(TOPICS.filter(({ further }) => further)),
		...others.map(({ bits }, index) => ({
			name: `set-${index + 1}`,
			bits
		}))
	];
}
function numbered(name, sorted) {
	return sorted.map(({ bits }, index) => ({
		name: index === 0 ? name : `${name}-${index + 1}`,
		bits
	}));
}
function bySize(candidates) {
	return candidates.toSorted((left, right) => countBits(left.bits) - countBits(right.bits) || (left.bits < right.bits ? -1 : 1));
}
// src/export/handles.ts
/** The handle of @everyone, which no other role may have. */
const EVERYONE = "@everyone";
/** What no handle may begin with: it would be taken for a reference. */
const REFERENCE = /^(?:member:|role:|\$)+/;
/** A name as it would be a handle; `fallback` where nothing of it is left. */
function handleOf(name, fallback) {
	const bare = name.replace(REFERENCE, "");
	return bare === "" ? fallback : bare;
}
/** Names that are free come first, so that the fewest objects are called otherwise; the others get a number. */
function claim(all, { taken, prefix, fallback }) {
	const handles = /* @__PURE__ */ new Map();
	for (const { id, name } of all) {
		if (name === "" || REFERENCE.test(name) || taken.has(prefix + name)) continue;
		taken.add(prefix + name);
		handles.set(id, name);
	}
	const numbers = /* @__PURE__ */ new Map();
	for (const { id, name } of all) {
		if (handles.has(id)) continue;
		const handle = freeHandle(handleOf(name, fallback), numbers, (candidate) => taken.has(prefix + candidate));
		taken.add(prefix + handle);
		handles.set(id, handle);
	}
	return handles;
}
function freeHandle(base, numbers, isTaken) {
	if (!numbers.has(base) && !isTaken(base)) return base;
	for (let number = (numbers.get(base) ?? 1) + 1;; number += 1) {
		numbers.set(base, number);
		const handle = `${base} (${number})`;
		if (!isTaken(handle)) return handle;
	}
}
/** By id. `roles` in the order of the file; @everyone's handle is always its own. */
function roleHandles(roles, everyone) {
	return claim(roles.filter(({ id }) => id !== everyone), {
		taken: /* @__PURE__ */ new Set([EVERYONE]),
		prefix: "",
		fallback: "unnamed role"
	}).set(everyone, EVERYONE);
}
/** By id, unique among the paths of the file: a slash in a name must not make one path of two. */
function channelHandles(groups) {
	const taken = /* @__PURE__ */ new Set();
	const fallback = "unnamed channel";
	const handles = claim(groups.flatMap(({ category, channels }) => category === null ? channels : [category]), {
		taken,
		prefix: "",
		fallback
	});
	for (const { category, channels } of groups) {
		if (category === null) continue;
		const inside = claim(channels, {
			taken,
			prefix: `${handles.get(category.id) ?? ""}/`,
			fallback
		});
		for (const [id, handle] of inside) handles.set(id, handle);
	}
	return handles;
}
// src/export/plan.ts
/** What an exported policy lists, in which order, and what each thing is called in it. */
/** Decides everything that concerns the file as a whole. */
function planExport({ snapshot, people }) {
	const everyone = everyoneRole(snapshot.guild.id);
	const inOrder = rolesInOrder(snapshot);
	const targets = roleTargets(snapshot);
	const isListed = ({ id, managed, permissions }) => id === everyone || !managed || (permissions & DANGEROUS) !== 0n || targets.has(id);
	const roles = inOrder.filter(isListed);
	const hidden = hiddenCategories(snapshot);
	const groups = channelGroups({ channels: new Map([...snapshot.channels, ...hidden.map((category) => [category.id, category])]) });
	return {
		snapshot,
		people,
		everyone,
		roles,
		passedOver: inOrder.filter((role) => !isListed(role)),
		groups,
		hidden: new Set(hidden.map(({ id }) => id)),
		roleHandles: roleHandles(roles, everyone),
		channelHandles: channelHandles(groups),
		sets: chooseSets([...roles.map(({ permissions }) => permissions), ...overwriteLists(groups)], snapshot.roles.get(everyone)?.permissions ?? 0n)
	};
}
/** Whether Discord calls a channel synced: the same overwrites as its category, bit by bit, present and empty ones too. */
function isSynced(channel, category) {
	const [own, theirs] = [channel.overwrites, category?.overwrites ?? null];
	if (own === null || theirs === null || own.size !== theirs.size) return false;
	return [...own].every(([key, { allow, deny }]) => {
		const other = theirs.get(key);
		return other !== void 0 && other.allow === allow && other.deny === deny;
	});
}
function roleTargets({ channels }) {
	const all = [...channels.values()].flatMap(({ overwrites }) => [...overwrites?.values() ?? []]);
	return new Set(all.flatMap(({ target }) => target.type === "role" ? [target.id] : []));
}
/** A channel can be visible in a category that is not. Nothing but the category's id is known then. */
function hiddenCategories({ channels }) {
	const parents = [...channels.values()].flatMap(({ parent, type }) => parent === null || type === "category" ? [] : [parent]);
	return [...new Set(parents)].filter((id) => !channels.has(id)).map((id) => ({
		id,
		name: "hidden category",
		type: "category",
		parent: null,
		position: Number.MAX_SAFE_INTEGER,
		overwrites: null
	}));
}
/** Every list of an overwrite that the file will hold: not those of synced channels. */
function overwriteLists(groups) {
	return groups.flatMap(({ category, channels }) => [...listedOverwrites(category), ...channels.flatMap((channel) => isSynced(channel, category) ? [] : listedOverwrites(channel))]).map(settled).flatMap(({ allow, deny }) => [allow, deny]);
}
function listedOverwrites(channel) {
	return [...channel?.overwrites?.values() ?? []];
}
// src/export/layout.ts
/** How lines are laid out: lists that wrap under their bracket, comments behind or above a line. */
/** In cells of a terminal. */
const WIDTH = 110;
/** Comments are read as prose, which is better narrower. */
const COMMENT_WIDTH = 100;
/** Behind a longer key a list would have no room. */
const DEEPEST_BRACKET = 50;
/** Blanks for a depth: two each. */
function indent(depth) {
	return "  ".repeat(depth);
}
/** Whether a line is short enough to be read at once. */
function fits(line) {
	return textWidth(line) <= WIDTH;
}
/** `start[a, b]`, on as many lines as it takes; further ones begin under the first item. */
function listLines(start, items) {
	const opening = textWidth(start) + 1;
	const hanging = " ".repeat(opening > DEEPEST_BRACKET ? start.length - start.trimStart().length + 4 : opening);
	const lines = [];
	let line = `${start}[`;
	items.forEach((item, index) => {
		const piece = index === items.length - 1 ? `${item}]` : `${item},`;
		const gap = line.endsWith("[") || line === hanging ? "" : " ";
		if (gap !== "" && !fits(line + gap + piece)) {
			lines.push(line);
			line = hanging + piece;
		} else line += gap + piece;
	});
	return [...lines, items.length === 0 ? `${line}]` : line];
}
/** A comment on lines of its own; `text` is one line. */
function commentLines(start, text) {
	const lines = [];
	let line = `${start}#`;
	for (const word of text.split(" ")) {
		if (line !== `${start}#` && textWidth(`${line} ${word}`) > COMMENT_WIDTH) {
			lines.push(line);
			line = `${start}#`;
		}
		line += ` ${word}`;
	}
	return [...lines, line];
}
/** A line with what is noteworthy about it: behind it where there is room, else above it. */
function noted(line, notes) {
	if (notes.length === 0) return [line];
	const short = `${line}  # ${notes.join("; ")}`;
	if (fits(short)) return [short];
	const start = line.slice(0, line.length - line.trimStart().length);
	return [...notes.flatMap((note) => commentLines(start, note)), line];
}
// src/export/notes.ts
const KNOWN = bitsOf(FLAG_NAMES);
/** Who has this id, where that is known. */
function personNotes(id, people) {
	const name = people.get(id);
	if (name === void 0) return [];
	return [name === null ? "not on this server any more" : printable(name)];
}
/** Whose role it is, what it should perhaps not hold, and what this version does not know. */
function roleNotes(role, { everyone, people }) {
	const dangerous = namesOf(role.permissions & DANGEROUS).join(", ");
	const ofBot = role.owner?.kind === "bot";
	return [
		...role.managed ? [ownerNote(role, people)] : [],
		...role.id === everyone && dangerous !== "" ? [`careful: every member holds ${dangerous}`] : [],
		...ofBot && dangerous !== "" ? [`careful: a bot that holds ${dangerous}`] : [],
		...unknownNotes(role.permissions)
	];
}
/** To whom a managed role belongs. */
function ownerNote({ owner }, people) {
	switch (owner?.kind) {
		case "bot": {
			const [name] = personNotes(owner.id, people);
			return name === void 0 ? `the role of the bot ${owner.id}` : `the role of the bot ${owner.id} (${name})`;
		}
		case "integration": return `belongs to the integration ${owner.id}`;
		case "boosts": return "Discord gives it to everybody who boosts this server";
		case "subscription": return "Discord gives it to subscribers";
		case "linked-accounts": return "Discord gives it for linked accounts";
		case void 0: return "managed by an integration, not by hand";
	}
}
/** Whom an overwrite is for, and what is odd about it. */
function overwriteNotes({ target, allow, deny }, plan) {
	const toEveryone = target.type === "role" && target.id === plan.everyone ? namesOf(allow & DANGEROUS) : [];
	const both = namesOf(allow & deny);
	return [
		...target.type === "member" ? personNotes(target.id, plan.people) : [],
		...target.type === "role" && !plan.snapshot.roles.has(target.id) ? ["a role that does not exist any more"] : [],
		...toEveryone.length > 0 ? [`careful: gives every member ${toEveryone.join(", ")}`] : [],
		...both.length > 0 ? [`Discord also stores a deny of ${both.join(", ")}, and allow wins`] : [],
		...unknownNotes(allow | deny)
	];
}
function unknownNotes(bits) {
	const names = namesOf(bits & ~KNOWN);
	return names.length === 0 ? [] : [`this version has no name for ${names.join(", ")}`];
}
// src/export/write-overwrites.ts
/** The key `overwrites`; no line where they are not known. */
function overwritesLines({ overwrites }, plan, depth) {
	if (overwrites === null) return [];
	if (overwrites.size === 0) return [`${indent(depth)}overwrites: {}`];
	const sorted = inOrder([...overwrites.values()], plan);
	return [`${indent(depth)}overwrites:`, ...sorted.flatMap((overwrite) => overwriteLines(overwrite, plan, depth + 1))];
}
/** Deleted roles behind the others; of those and of members the older id first. */
function inOrder(overwrites, { roles, everyone }) {
	const places = new Map(roles.map(({ id }, place) => [id, id === everyone ? -1 : place]));
	const rank = ({ type, id }) => type === "member" ? Infinity : places.get(id) ?? Number.MAX_SAFE_INTEGER;
	return overwrites.toSorted(({ target: left }, { target: right }) => {
		const [first, second] = [rank(left), rank(right)];
		return first === second ? compareSnowflakes(left.id, right.id) : first - second;
	});
}
function overwriteLines(overwrite, plan, depth) {
	const { allow, deny } = settled(overwrite);
	const key = indent(depth) + keyOf$2(overwrite.target, plan);
	const sides = [["allow", spell(allow, plan.sets)], ["deny", spell(deny, plan.sets)]].filter(([, items]) => items.length > 0);
	const notes = overwriteNotes(overwrite, plan);
	const inner = sides.map(([side, items]) => `${side}: [${items.join(", ")}]`).join(", ");
	const line = `${key}: ${inner === "" ? "{}" : `{ ${inner} }`}`;
	if (inner === "" || fits(line)) return noted(line, notes);
	return [...noted(`${key}:`, notes), ...sides.flatMap(([side, items]) => listLines(`${indent(depth + 1)}${side}: `, items))];
}
function keyOf$2({ type, id }, { roleHandles }) {
	if (type === "member") return quoted(`member:${id}`);
	const handle = roleHandles.get(id);
	return handle === void 0 ? quoted(`role:${id}`) : writeScalar(handle);
}
// src/export/write-channels.ts
/** The section `channels`. */
function channelsLines(plan) {
	const lines = plan.groups.flatMap((group) => groupLines(group, plan));
	const body = lines[0] === "" ? lines.slice(1) : lines;
	return [
		"",
		...sightLines(plan),
		...body.length === 0 ? ["channels: {}"] : ["channels:", ...body]
	];
}
/** What the bot cannot see is not in Discord's answer, and nobody may take that for a server without it. */
function sightLines({ snapshot }) {
	const sight = sightOf(snapshot);
	if (sight?.everyChannel === true) return [];
	return commentLines("", `${sight === null ? "It is not known what the bot may see" : "The bot does not hold Administrator"}: channels that are hidden from it are not in this file, and nobody checks them.`);
}
function groupLines({ category, channels }, plan) {
	if (category === null) return channels.flatMap((channel) => channelLines(channel, null, {
		plan,
		depth: 1
	}));
	const inside = channels.flatMap((channel) => channelLines(channel, category, {
		plan,
		depth: 3
	}));
	return [
		"",
		...blockLines(category, fieldsOf(category, plan), {
			plan,
			depth: 1
		}),
		...inside.length === 0 ? [] : [`${indent(2)}channels:`, ...inside]
	];
}
/** On one line where everything fits on it. */
function channelLines(channel, category, spot) {
	const fields = fieldsOf(channel, spot.plan);
	const short = isSynced(channel, category) ? "synced" : channel.overwrites?.size === 0 ? "{}" : null;
	if (channel.overwrites !== null && short === null) return blockLines(channel, fields, spot);
	const all = short === null ? fields : [...fields, `overwrites: ${short}`];
	const line = `${indent(spot.depth)}${keyOf$1(channel, spot.plan)}: { ${all.join(", ")} }`;
	if (fits(line)) return [...channelNotes(channel, spot), line];
	return [...channelNotes(channel, spot), ...[`${keyOf$1(channel, spot.plan)}:`, ...all.map((field) => `  ${field}`)].map((text) => indent(spot.depth) + text)];
}
function blockLines(channel, fields, { plan, depth }) {
	return [
		...channelNotes(channel, {
			plan,
			depth
		}),
		`${indent(depth)}${keyOf$1(channel, plan)}:`,
		...fields.map((field) => indent(depth + 1) + field),
		...overwritesLines(channel, plan, depth + 1)
	];
}
function keyOf$1({ id, name }, { channelHandles }) {
	return writeScalar(channelHandles.get(id) ?? name);
}
/** `name` where the handle is another one, `id`, and `type` where this version has a name for it. */
function fieldsOf({ id, name, type }, { channelHandles, hidden }) {
	return [
		...channelHandles.get(id) === name || hidden.has(id) ? [] : [`name: ${writeScalar(name)}`],
		`id: ${quoted(id)}`,
		...isChannelTypeName(type) ? [`type: ${type}`] : []
	];
}
function channelNotes(channel, { plan, depth }) {
	return (plan.hidden.has(channel.id) ? ["The bot cannot see this category, only what follows in it: its name and its overwrites are not known."] : [...isChannelTypeName(channel.type) ? [] : [`This version has no name for the type of this channel, ${channel.type}.`], ...channel.overwrites === null ? ["Discord sent no overwrites that can be read, so nobody checks those of this channel."] : []]).flatMap((note) => commentLines(indent(depth), note));
}
// src/export/write-head.ts
/** The beginning of an exported policy: what it is, which server, how far it reaches, and its permission sets. */
/** Where editors look for the schema: the README says to copy it there. */
const SCHEMA_ADDRESS = "./schema/permissions.schema.json";
function aboutFile(name) {
	return `The permissions of the server "${printable(name)}" as they are in Discord, written by permission-drift export. Read it through: what was never agreed should be changed, in Discord and here. From then on this file is the agreement. Change it in a pull request; what is done in Discord without a change here is drift.`;
}
/** All lines up to the roles. */
function headLines(plan) {
	const { guild } = plan.snapshot;
	return [
		`# yaml-language-server: $schema=${SCHEMA_ADDRESS}`,
		...commentLines("", aboutFile(guild.name)),
		"",
		"version: 1",
		...noted(`guild: ${quoted(guild.id)}`, guild.name === "" ? [] : [printable(guild.name)]),
		...noted(`owner: ${quoted(guild.ownerId)}`, personNotes(guild.ownerId, plan.people)),
		...guild.mfaLevel === null ? [] : [`require-2fa: ${guild.mfaLevel > 0 ? "true" : "false"}`],
		"",
		"manage:",
		"  roles: all",
		"  channels: all",
		"  managed-roles: rules",
		...setLines(plan)
	];
}
function setLines({ sets }) {
	if (sets.length === 0) return [];
	return [
		"",
		"sets:",
		...sets.flatMap((set) => listLines(`  ${set.name}: `, spellSet(set, sets)))
	];
}
// src/export/write-roles.ts
/** The sections `roles` and `hierarchy`. */
function rolesLines(plan) {
	return [
		"",
		"roles:",
		...plan.roles.flatMap((role) => roleLines(role, plan)),
		...passedOverLines(plan),
		...hierarchyLines(plan)
	];
}
function roleLines(role, plan) {
	const handle = plan.roleHandles.get(role.id) ?? role.name;
	const named = handle === role.name || role.id === plan.everyone ? [] : [`    name: ${writeScalar(role.name)}`];
	return [
		...noted(`  ${writeScalar(handle)}:`, roleNotes(role, plan)),
		...named,
		`    id: ${quoted(role.id)}`,
		...listLines("    permissions: ", spell(role.permissions, plan.sets))
	];
}
/** Nobody should wonder where they are. */
function passedOverLines({ passedOver }) {
	if (passedOver.length === 0) return [];
	return commentLines("  ", `Not listed, since they belong to bots and integrations, hold nothing dangerous and stand in no overwrite: ${passedOver.map(({ name }) => `"${printable(name)}"`).join(", ")}.`);
}
/** Without @everyone, which is always the lowest. One role has no order. */
function hierarchyLines({ roles, everyone, roleHandles }) {
	const handles = roles.filter(({ id }) => id !== everyone).map(({ id, name }) => writeScalar(roleHandles.get(id) ?? name));
	return handles.length < 2 ? [] : ["", ...listLines("hierarchy: ", handles)];
}
// src/export/export-policy.ts
/** Writes a live guild as a policy that a person might have written; the same guild always gives the same text. */
/** YAML with a line end behind each line. What Discord answered in which order does not matter. */
function exportPolicy(input) {
	const plan = planExport(input);
	return `${[
		...headLines(plan),
		...rolesLines(plan),
		...channelsLines(plan)
	].join("\n")}\n`;
}
// src/export/people.ts
/** Of whom a name in a comment would help: the owner, the bots of roles, and members in overwrites. */
/** Each once, in the order of the file. */
function peopleToName(snapshot) {
	const bots = rolesInOrder(snapshot).flatMap(({ owner }) => owner?.kind === "bot" ? [owner.id] : []);
	return [.../* @__PURE__ */ new Set([
		snapshot.guild.ownerId,
		...bots,
		...channelsInOrder(snapshot).flatMap(membersIn)
	])];
}
function membersIn({ overwrites }) {
	return [...overwrites?.values() ?? []].flatMap(({ target }) => target.type === "member" ? [target.id] : []).toSorted(compareSnowflakes);
}
// src/runs/export.ts
/** The use case "export": the live guild as a policy. */
/** Each is a request of its own, only for a name in a comment. */
const MOST_NAMES = 50;
/** Throws CannotCheck without a live state, and for a server whose policy would be larger than a policy can be. */
async function exportGuild(request) {
	const snapshot = await readSnapshot(request);
	const text = exportPolicy({
		snapshot,
		people: await readNames(snapshot, request)
	});
	refuseTooLarge(text, snapshot);
	return {
		text,
		roles: snapshot.roles.size,
		channels: snapshot.channels.size
	};
}
async function readNames(snapshot, { source, guild, progress }) {
	const ids = peopleToName(snapshot).slice(0, MOST_NAMES);
	progress(`Asking for the names of ${ids.length === 1 ? "1 person" : `${ids.length} people and bots`}`);
	const named = await Promise.all(ids.map(async (id) => [id, await readName(id, guild, source)]));
	return new Map(named.flatMap(([id, name]) => name === void 0 ? [] : [[id, name]]));
}
/** Null for somebody who is not on the server; undefined where nobody can say: a missing name spoils no export. */
async function readName(id, guild, source) {
	try {
		const answer = await source.member(guild, id);
		if (answer === null) return null;
		const decoded = decodeMember(answer, id);
		return decoded.ok ? decoded.value.name ?? void 0 : void 0;
	} catch (error) {
		if (error instanceof CannotCheck) return void 0;
		throw error;
	}
}
/** A file that no check could read would be of no use. */
function refuseTooLarge(text, { channels }) {
	const read = readPolicy$1({
		file: "permissions.yaml",
		text
	});
	if (read.ok || read.problems.every(({ code }) => code !== "too-large")) return;
	const overwrites = [...channels.values()].reduce((sum, channel) => sum + (channel.overwrites?.size ?? 0), 0);
	throw new CannotCheck(`The policy of this server would have ${text.length} characters, which is more than a policy may have (1 MiB and 300,000 values): its channels have ${overwrites} overwrites. Sync channels with their categories, or remove overwrites that nobody needs; then run again.`);
}
// src/cli/export.ts
function addExport(program) {
	withReplay(withConnection(program.command("export").description("write the server as it is now as a policy, to begin with: a check right after it is in line").option("--output <file>", "write it to this file instead of showing it").option("--force", "replace that file if it is there already", false))).action(async (options) => {
		await runExport(options);
	});
}
async function runExport(options) {
	const { output, force } = options;
	if (output !== void 0) await refuseExisting(output, { overwrite: force });
	const { text, roles, channels } = await exportGuild({
		source: openSource(options),
		guild: await findGuild(options),
		progress
	});
	if (output === void 0) {
		await print(text);
		return;
	}
	await writeNewFile(output, text, { overwrite: force });
	progress(`The policy is in ${output}: the server has ${roles} roles and ${channels} channels`);
}
// src/report/matrix/cell.ts
/** One cell of the table: a role in a channel in at most five letters. */
const SPEAKING = /* @__PURE__ */ new Map([
	["voice", bitsOf(["SPEAK"])],
	["stage", bitsOf(["SPEAK", "REQUEST_TO_SPEAK"])],
	["category", bitsOf(["SEND_MESSAGES", "SPEAK"])]
]);
const WRITING = bitsOf(["SEND_MESSAGES"]);
/** What each letter stands for, in the order of the letters in a cell. */
const LETTERS = [
	{
		letter: "v",
		bits: bitsOf(["VIEW_CHANNEL"]),
		meaning: "see"
	},
	{
		letter: "s",
		bits: null,
		meaning: "send or speak"
	},
	{
		letter: "p",
		bits: bitsOf(["MENTION_EVERYONE"]),
		meaning: "ping everyone"
	},
	{
		letter: "m",
		bits: bitsOf([
			"MANAGE_MESSAGES",
			"MANAGE_THREADS",
			"MUTE_MEMBERS",
			"DEAFEN_MEMBERS",
			"MOVE_MEMBERS"
		]),
		meaning: "moderate"
	},
	{
		letter: "c",
		bits: bitsOf([
			"MANAGE_CHANNELS",
			"MANAGE_ROLES",
			"MANAGE_WEBHOOKS"
		]),
		meaning: "change the channel, its rights or webhooks"
	}
];
/** `v see, s send or speak, ...`. */
const SUMMARY_LEGEND = [
	...LETTERS.map(({ letter, meaning }) => `${letter} ${meaning}`),
	"A administrator: everything",
	"- nothing"
].join("; ");
const PERMISSION_LEGEND = "yes: can use it; (yes): it is granted, but of no use there; -: no";
/** The letters of a usable set in a channel of this type; empty for none. Any one permission of a group is enough for its letter. */
function summaryOf(usable, type) {
	return LETTERS.filter(({ bits }) => (usable & (bits ?? SPEAKING.get(type) ?? WRITING)) !== 0n).map(({ letter }) => letter).join("");
}
/** `yes`, `(yes)` where it is granted and of no use, or empty. */
function permissionCell({ computed, usable }) {
	if (usable !== 0n) return "yes";
	return computed === 0n ? "" : "(yes)";
}
/** The roles that hold ADMINISTRATOR: all of them where @everyone does. An overwrite cannot give it. */
function administrators({ snapshot: { guild, roles } }) {
	const everyone = roles.get(everyoneRole(guild.id))?.permissions ?? 0n;
	return new Set([...roles.values()].filter((role) => has(role.permissions | everyone, "ADMINISTRATOR")).map(({ id }) => id));
}
// src/report/matrix/answer.ts
/** The answer of `matrix`, before it becomes a table, CSV or JSON. */
/** The cells of a channel, one a role; none where the channel is not in the matrix. */
function rowReader({ matrix, permission }) {
	const rows = new Map(matrix.channels.map((id, row) => [id, row]));
	const mask = permission?.bit ?? -1n;
	return ({ id }) => {
		const channel = rows.get(id);
		if (channel === void 0) return [];
		return matrix.roles.map((_, role) => ({
			computed: cellOf(matrix.computed, matrix, {
				channel,
				role
			}) & mask,
			usable: cellOf(matrix.usable, matrix, {
				channel,
				role
			}) & mask
		}));
	};
}
// src/report/matrix/csv.ts
/** The matrix as CSV (RFC 4180): one row for each role in each channel. */
const COLUMNS = [
	"channel_id",
	"channel",
	"type",
	"category_id",
	"category",
	"role_id",
	"role"
];
/** The whole file. Ids and sets are exact here; a spreadsheet keeps them so where their columns are read as text. */
function matrixCsv(answer) {
	const { permission } = answer;
	const row = rowReader(answer);
	const all = administrators(answer);
	const values = (channel, role, cell) => {
		if (permission !== null) return [yesOrNo(cell.computed), permissionCell(cell) === "yes" ? "yes" : "no"];
		return [
			all.has(role.id) ? "A" : summaryOf(cell.usable, channel.type),
			printBitfield(cell.computed),
			printBitfield(cell.usable)
		];
	};
	const roles = answer.roles.map((role) => ({
		role,
		text: roleOf(role, answer)
	}));
	const lines = answer.groups.flatMap(({ category, channels }) => [...category === null ? [] : [category], ...channels].flatMap((channel) => {
		const place = placeOf(channel, category);
		return row(channel).flatMap((cell, at) => {
			const column = roles[at];
			return column === void 0 ? [] : [`${place},${column.text},${values(channel, column.role, cell).join(",")}`];
		});
	}));
	const head = permission === null ? [
		"summary",
		"computed",
		"usable"
	] : [`computed_${permission.name}`, `usable_${permission.name}`];
	return `${[[...COLUMNS, ...head].join(","), ...lines].join("\r\n")}\r\n`;
}
function yesOrNo(bits) {
	return bits === 0n ? "no" : "yes";
}
function placeOf(channel, category) {
	const inside = category === null || category === channel ? null : category;
	return [
		channel.id,
		csvText(channel.name),
		csvText(channel.type),
		inside?.id ?? "",
		csvText(inside?.name ?? "")
	].join(",");
}
function roleOf({ id, name }, { snapshot }) {
	return `${id},${csvText(id === everyoneRole(snapshot.guild.id) ? "@everyone" : name)}`;
}
/**
* A name in quotation marks, on one line, inert in a terminal and in a spreadsheet: what could begin a formula gets an apostrophe before it, also after the
* signs at which spreadsheets of other countries begin a new cell.
*/
function csvText(text) {
	if (text === "") return "\"\"";
	return `"${terminalText(text).replaceAll(/(?<=^|[;,|"])(?=\s*[=+\-@＝＋－＠])/gu, "'").replaceAll("\"", "\"\"")}"`;
}
// src/report/matrix/json.ts
/** The matrix as JSON, version 1. */
/** `{ version, guild, roles, channels, computed, usable }`, and what is not in it. */
function matrixJson(answer) {
	const { matrix, snapshot, permission, unknown, seesAll } = answer;
	const row = rowReader(answer);
	const half = (set) => Object.fromEntries(matrix.channels.map((id) => {
		const channel = snapshot.channels.get(id);
		const cells = channel === void 0 ? [] : row(channel);
		return [id, Object.fromEntries(cells.map((cell, role) => [matrix.roles[role] ?? "", printBitfield(set(cell))]))];
	}));
	return {
		version: 1,
		guild: {
			id: snapshot.guild.id,
			name: snapshot.guild.name
		},
		roles: matrix.roles,
		channels: matrix.channels,
		computed: half(({ computed }) => computed),
		usable: half(({ usable }) => usable),
		permission: permission?.name ?? null,
		unknown: unknown.map(({ id }) => id),
		allChannelsSeen: seesAll
	};
}
// src/report/matrix/table.ts
/** The matrix as a table for a terminal: channels down, roles across, in blocks where the roles are too many for one line. */
const PLAIN_MARGINS = {
	first: "",
	next: ""
};
const GAP = "  ";
/** In cells. */
const LONGEST_HEAD = 16;
const LONGEST_NAME = 32;
/** Lines for a terminal of so many cells. */
function matrixTable(answer, width) {
	const { permission } = answer;
	const lines = linesOf(answer);
	const columns = columnsOf(answer, lines);
	const room = Math.min(LONGEST_NAME, Math.floor(width * .4));
	const nameWidth = Math.min(room, Math.max(...lines.map(({ name }) => textWidth(name)), 1));
	const named = withNames(columns, answer);
	const headed = named.reduce((sum, one) => sum + 2 + one.width, nameWidth) <= width && new Set(named.map(({ head }) => head)).size === named.length ? named : withNumbers(columns);
	return `${[
		wrap(`${permission === null ? "What" : "Whether"} a member with one role (and @everyone) ${permission === null ? "can use" : `can use ${permissionInFull(permission.name, "channel")}`} in each channel.`, width, PLAIN_MARGINS),
		wrap(permission === null ? SUMMARY_LEGEND : PERMISSION_LEGEND, width, PLAIN_MARGINS),
		...keyOf(headed, answer, width),
		...blocksOf(headed, width - nameWidth).map((block) => blockText(block, lines, nameWidth)),
		...sightNotes(answer).map((note) => wrap(note, width, PLAIN_MARGINS))
	].join("\n\n")}\n`;
}
/** Categories as headings; what is in one is indented. */
function linesOf({ groups }) {
	return groups.flatMap(({ category, channels }) => [...category === null ? [] : [{
		name: terminalText(category.name),
		channel: null
	}], ...channels.map((channel) => ({
		name: `${category === null ? "" : "  "}${channelName(channel)}`,
		channel
	}))]);
}
function channelName(channel) {
	const name = terminalText(channel.name);
	return isWritten(channel) ? `#${name}` : `${name} (${terminalText(channel.type)})`;
}
function columnsOf(answer, lines) {
	const row = rowReader(answer);
	const all = administrators(answer);
	const rows = lines.map(({ channel }) => ({
		channel,
		cells: channel === null ? [] : row(channel)
	}));
	const text = (role, channel, cell) => {
		if (answer.permission !== null) return permissionCell(cell) || "-";
		return all.has(role.id) ? "A" : summaryOf(cell.usable, channel.type) || "-";
	};
	const columns = answer.roles.map((role, at) => ({
		role,
		cells: rows.map(({ channel, cells }) => {
			const cell = cells[at];
			return channel === null || cell === void 0 ? "" : text(role, channel, cell);
		})
	}));
	return [...groupBy(columns, ({ cells }) => cells.join(" ")).values()].map((group) => ({
		roles: group.map(({ role }) => role),
		cells: group[0]?.cells ?? []
	}));
}
function underHead(column, head) {
	return {
		...column,
		head,
		width: Math.max(textWidth(head), ...column.cells.map((cell) => cell.length))
	};
}
/** Each column under its first role's name. */
function withNames(columns, { snapshot }) {
	return columns.map((column) => {
		const [first] = column.roles;
		const words = first === void 0 ? "" : roleWords(first.id, snapshot);
		return underHead(column, `${fit(words.startsWith("\"@") ? words : words.replaceAll(/^"|"$/g, ""), LONGEST_HEAD)}${column.roles.length > 1 ? ` +${column.roles.length - 1}` : ""}`);
	});
}
function withNumbers(columns) {
	return columns.map((column, at) => underHead(column, String(at + 1)));
}
/** Which roles a column stands for, where its head does not say so. */
function keyOf(columns, { snapshot }, width) {
	const isNumbered = columns.every(({ head }, at) => head === String(at + 1));
	const lines = columns.filter(({ roles }) => isNumbered || roles.length > 1).map(({ head, roles }) => {
		return wrap(`${head}: ${listed(roles.map(({ id }) => roleWords(id, snapshot)))}`, width, {
			first: GAP,
			next: "      "
		});
	});
	return lines.length === 0 ? [] : [["Roles:", ...lines].join("\n")];
}
/** As many columns side by side as fit; at least one. */
function blocksOf(columns, room) {
	const blocks = [[]];
	let left = room;
	for (const column of columns) {
		const cells = 2 + column.width;
		if (cells > left && (blocks.at(-1)?.length ?? 0) > 0) {
			blocks.push([]);
			left = room;
		}
		blocks.at(-1)?.push(column);
		left -= cells;
	}
	return blocks;
}
function blockText(columns, lines, nameWidth) {
	return [[padded("", nameWidth), ...columns.map((column) => padded(column.head, column.width))], ...lines.map(({ name }, at) => [padded(fit(name, nameWidth), nameWidth), ...columns.map(({ cells, width }) => padded(cells[at] ?? "", width))])].map((cells) => cells.join(GAP).trimEnd()).join("\n");
}
// src/runs/matrix.ts
/** The use case "matrix": effective permissions of every role in every channel. */
/** Throws CannotCheck where a channel or the permission is not there, or means nothing in a channel. */
async function matrix(request) {
	const permission = request.permission === null ? null : channelPermission(request.permission);
	const snapshot = await readSnapshot(request);
	const wanted = wantedChannels(request, snapshot);
	const unknown = channelsWithoutRights(snapshot).filter(({ id }) => wanted.has(id));
	const rights = rightsOf(snapshot);
	const known = rights.channels.filter(({ id }) => wanted.has(id));
	return {
		snapshot,
		permission,
		roles: rights.roles.flatMap(({ id }) => snapshot.roles.get(id) ?? []),
		groups: groupsOf(snapshot, new Set(known.map(({ id }) => id))),
		matrix: permissionMatrix({
			...rights,
			channels: known
		}),
		unknown,
		seesAll: request.channels.length > 0 || sightOf(snapshot)?.everyChannel === true
	};
}
/** A table of channels would say "no" to everybody about a permission for the whole server. */
function channelPermission(text) {
	const permission = findPermission(text);
	if ((permission.bit & DOCUMENTED & ~channelUse("category").uses) === 0n) return permission;
	throw new CannotCheck(`${permission.name} is a permission for the whole server and means nothing in a channel. Ask: permission-drift explain --permission ${permission.name}`);
}
function wantedChannels({ channels, policy }, snapshot) {
	if (channels.length === 0) return new Set(snapshot.channels.keys());
	const named = new Set(channels.map((text) => findChannel(text, snapshot, policy).id));
	const inside = [...snapshot.channels.values()].filter(({ parent }) => parent !== null && named.has(parent));
	return /* @__PURE__ */ new Set([...named, ...inside.map(({ id }) => id)]);
}
/** Without the groups in which there is nothing to show. */
function groupsOf(snapshot, known) {
	const shown = ({ id }) => known.has(id);
	return channelGroups(snapshot).map(({ category, channels }) => ({
		category,
		channels: channels.filter(shown)
	})).filter(({ category, channels }) => channels.length > 0 || category !== null && shown(category));
}
// src/cli/matrix.ts
/** `permission-drift matrix`: effective permissions of every role in every channel. */
function addMatrix(program) {
	withReplay(withConnection(program.command("matrix").description("show what each role can do in each channel, as the server is now").addOption(new Option("--channel <name or id>", "only this channel, or the channels of this category; may be repeated").argParser(collect).default([], "all channels")).option("--permission <name>", "only this one, like SEND_MESSAGES or BIT_53, or as Discord's settings call it").addOption(new Option("--csv", "one row for each role in each channel; read the columns with ids as text").default(false).conflicts("json")).option("--json", "all permissions as JSON, computed and usable", false))).action(async (options) => {
		await runMatrix(options);
	});
}
async function runMatrix(options) {
	const { channel: channels, permission = null } = options;
	await print(shown(await matrix({
		source: openSource(options),
		guild: await findGuild(options),
		policy: await readPolicyIfAny(options.policy),
		progress,
		channels,
		permission
	}), options));
}
function shown(answer, { csv, json }) {
	if (csv) return matrixCsv(answer);
	return json ? `${printJson(matrixJson(answer), 2)}\n` : matrixTable(answer, terminalWidth());
}
// src/recording/redact.ts
/** Takes out of raw answers what would let a stranger act: a recording goes into bug reports. */
/** What stands where a secret stood. */
const REMOVED = "(removed)";
/**
* A copy without webhook tokens and addresses, and without invite codes in the log's changes. Everything else stays as Discord sent it.
* (A webhook in the log's `webhooks` can carry its token and address: docs, resources/webhook.)
*/
function withoutSecrets(value) {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value);
	return Object.fromEntries(entries.map(([key, inner]) => [key, isSecret(value, key) ? REMOVED : withoutSecrets(inner)]));
}
function isSecret(owner, key) {
	if (key === "token" || key === "url" && "token" in owner) return true;
	return "key" in owner && (owner.key === "code" || owner.key === "token") && (key === "old_value" || key === "new_value");
}
// src/recording/write.ts
/** Writes a recording: raw answers, one file each. */
/**
* Saves a recording into a folder, which is made if need be. guild.json is written last: a folder without it is no recording, so one that
* was cut off half-way is not taken for whole. Throws CannotCheck where the folder holds one already, or cannot be written.
*/
async function writeRecording(folder, recording, options) {
	await refuseOther(folder, options);
	try {
		await mkdir(folder, { recursive: true });
		await Promise.all(Object.values(RECORDING_FILES).map(async (name) => await rm(join(folder, name), { force: true })));
		const { guild, ...rest } = contentOf(recording);
		await Promise.all(Object.entries(rest).map(async ([file, value]) => await writeJson(folder, file, value)));
		await writeJson(folder, "guild", guild);
	} catch (error) {
		throw new CannotCheck(`The folder ${folder} cannot be written. Give another folder.`, { cause: error });
	}
}
/** Checks that a recording may go into this folder: before anything is asked of Discord, and again before writing. */
async function refuseOther(folder, options) {
	if ((await readdir(folder).catch((error) => {
		if (isMissing(error)) return [];
		throw new CannotCheck(`The folder ${folder} cannot be read. Give another folder.`, { cause: error });
	})).some((name) => Object.values(RECORDING_FILES).some((known) => known === name)) && !options.overwrite) throw new CannotCheck(`There is a recording in ${folder} already. Give another folder, or --force to write over it.`);
}
function contentOf(recording) {
	const { auditPages, self, at, ...rest } = recording;
	return {
		memberCounts: void 0,
		members: void 0,
		...rest,
		auditLog: auditPages ?? void 0,
		self: self ?? void 0,
		time: { at }
	};
}
/** A file appears whole or not at all. `undefined` makes none. */
async function writeJson(folder, file, value) {
	if (value === void 0 || !isRecordingFile(file)) return;
	const path = join(folder, RECORDING_FILES[file]);
	await writeFile(`${path}.tmp`, `${JSON.stringify(withoutSecrets(value), null, 2)}\n`);
	await rename(`${path}.tmp`, path);
}
function isRecordingFile(file) {
	return file in RECORDING_FILES;
}
// src/runs/remember-members.ts
function rememberMembers(source) {
	const people = /* @__PURE__ */ new Map();
	let [counts, whole] = [void 0, void 0];
	return {
		source: {
			...source,
			memberCounts: async (guild) => {
				counts = await source.memberCounts(guild);
				return counts;
			},
			member: async (guild, user) => {
				const member = await source.member(guild, user);
				people.set(user, member);
				return member;
			},
			members: async function* members(guild) {
				const pages = [];
				for await (const page of source.members(guild)) pages.push(page);
				whole = pages.flatMap((page) => Array.isArray(page) ? page : []);
				yield* pages;
			}
		},
		memberCounts: () => counts,
		members: () => whole ?? (people.size === 0 ? void 0 : Object.fromEntries(people))
	};
}
// src/runs/record.ts
/** The use case "record": every raw answer that a check would read, kept for a replay or a bug report. */
/** As many probes as a check makes. */
const MAX_PROBES = 25;
async function record(request) {
	const { source, guild: id, wanted, now, progress } = request;
	progress("Reading the server and its channels");
	const guild = await source.guild(id);
	const channels = await source.channels(id);
	const self = await source.self(id);
	const missing = wanted.filter((channel) => !idsOf(channels).has(channel)).slice(0, MAX_PROBES);
	const probes = await Promise.all(missing.map(async (channel) => [channel, await source.probe(channel)]));
	const auditPages = await readLog(source, id, progress);
	return {
		guild,
		channels,
		auditPages,
		self,
		...await recordMembers(request, {
			guild,
			channels,
			self,
			auditPages: auditPages ?? []
		}),
		probes: Object.fromEntries(probes),
		at: await source.moment() ?? now
	};
}
/** What a check with this policy would ask about members. */
async function recordMembers({ source, policy, progress }, { auditPages, ...state }) {
	const decoded = decodeSnapshot(state);
	if (policy === void 0 || !decoded.ok) return {};
	const remembered = rememberMembers(source);
	const question = {
		policy,
		snapshot: decoded.value,
		discord: remembered.source,
		memory: null,
		progress
	};
	const listed = await readListedMembers(question);
	await readOtherMembers(question, auditPages.flatMap((page) => decodeAuditPage(page).entries), listed);
	return {
		memberCounts: remembered.memberCounts(),
		members: remembered.members()
	};
}
async function readLog(source, guild, progress) {
	const beginning = snowflakeOfTime(0);
	const pages = [];
	try {
		for await (const page of source.auditLog(guild, beginning)) {
			pages.push(page);
			progress(`Read page ${pages.length} of the audit log`);
		}
		return pages;
	} catch (error) {
		if (!(error instanceof AuditLogUnreadable)) throw error;
		progress(`Going on without the audit log: ${error.message}`);
		return null;
	}
}
function idsOf(channels) {
	if (!Array.isArray(channels)) return /* @__PURE__ */ new Set();
	return new Set(channels.map((channel) => typeof channel === "object" && channel !== null && "id" in channel ? channel.id : null));
}
// src/cli/record.ts
function addRecord(program) {
	withConnection(program.command("record").description("save Discord's raw answers in a folder, without secrets, for --replay and for bug reports").argument("<dir>", "the folder; it is made if need be").option("--force", "write over a recording that is in the folder", false)).action(async (folder, options) => {
		await runRecord(folder, options);
	});
}
async function runRecord(folder, options) {
	await refuseOther(folder, { overwrite: options.force });
	const source = openSource(options);
	const guild = await findGuild(options);
	const policy = await readPolicyIfAny(options.policy);
	const ours = policy?.guild.id === guild ? policy : null;
	const wanted = (ours?.channels ?? []).map(({ id }) => id).filter((id) => id !== null);
	const now = (/* @__PURE__ */ new Date()).toISOString();
	await writeRecording(folder, await record({
		source,
		guild,
		wanted,
		...ours === null ? {} : { policy: ours },
		now,
		progress
	}), { overwrite: options.force });
	progress(`The recording is in ${folder}`);
}
// src/report/review/text.ts
/** Lines for a terminal of so many cells; the verdict stands first and last, where the eye rests. */
function reviewText(review, context, width) {
	const page = reviewPage({
		review,
		context,
		voice: PLAIN
	});
	const paragraph = (text) => wrap(text, width, {
		first: "",
		next: ""
	});
	const sections = page.sections.map((one) => drawn(one, width));
	const verdict = paragraph(`${page.headline}.`);
	const long = sections.length > 1 ? [verdict] : [];
	return `${[
		verdict,
		...page.lead.map(paragraph),
		...sections,
		...page.end.map(paragraph),
		...long
	].join("\n\n")}\n`.replaceAll("@​", "@");
}
function drawn({ title, lead, items, form, copy }, width) {
	const bullet = form === "tasks" ? "  [ ] " : "  - ";
	const margins = {
		first: bullet,
		next: " ".repeat(bullet.length)
	};
	return [
		title,
		...lead.map((text) => wrap(text, width, {
			first: "  ",
			next: "  "
		})),
		...items.map((item) => wrap(item, width, margins)),
		...copy === null ? [] : [`  ${copy}`]
	].join("\n");
}
// src/cli/review.ts
/** `permission-drift review`: what a change of the policy means. */
const NOTES = `
Discord is looked at where DISCORD_TOKEN is set, or with --replay: then it tells as well what somebody has to do there, and what was done by hand.
Exit codes: 0 reviewed, 1 could not review, 2 reviewed and --fail-on asks for a second look.`;
function addReview(program) {
	withReplay(program.command("review").description("tell what a change of the policy means: who gains and loses what, and what is watched less").requiredOption("--base <file>", "the policy as it is agreed").option("--head <file>", "the policy as it is proposed", DEFAULT_POLICY).option("--offline", "do not look at Discord, even with a token", false).option("--cursor <file>", "what an earlier check knew").addOption(new Option("--fail-on <result>", "end with exit code 2 from this result on").choices(REVIEW_FAIL_ON).default("never")).addOption(new Option("--discord-api-url <url>", "a proxy or a test server").default(DISCORD_API_URL)).option("--json", "the review as JSON", false).addHelpText("after", NOTES)).action(async (options) => {
		process.exitCode = await runReview(options);
	});
}
async function runReview(options) {
	const [base, head] = [await readReviewable(options.base), await readReviewable(options.head)];
	const live = await openLive(options, head);
	const textChanged = base.source.text !== head.source.text;
	const reviewed = await review({
		base: {
			kind: "read",
			policy: base.policy
		},
		head,
		textChanged,
		live
	});
	const blind = options.offline ? "--offline was given" : "there is neither a token (DISCORD_TOKEN) nor a recording (--replay)";
	const liveWhy = live === null ? blind : null;
	const context = {
		base: {
			kind: "file",
			file: options.base
		},
		file: options.head,
		liveWhy,
		publicRepository: false,
		minimal: false,
		headSha: null
	};
	await print(options.json ? `${printJson(reviewJson(reviewed), 2)}\n` : reviewText(reviewed, context, terminalWidth()));
	return reviewFailsOn(options.failOn, reviewed.result) ? 2 : 0;
}
/** Null where nobody can look, or shall. */
async function openLive(options, { policy }) {
	const { replay, offline, cursor } = options;
	const blind = replay === void 0 && (process.env["DISCORD_TOKEN"] ?? "") === "";
	if (offline || blind) {
		if (cursor !== void 0) throw new CannotCheck("--cursor needs a look at Discord: set DISCORD_TOKEN, or give --replay.");
		return null;
	}
	const discord = openSource(options);
	const now = new Date(await readNow(discord)).toISOString();
	return {
		discord,
		memory: cursor === void 0 ? null : await readCursorFile({
			file: cursor,
			guild: policy.guild.id,
			now,
			mayBeMissing: false
		}),
		tracked: null,
		now,
		progress
	};
}
// src/cli/validate.ts
function addValidate(program) {
	program.command("validate").description("read a policy without any connection, show all of its mistakes, and suggest what would make it stronger").argument("[file]", "the policy", DEFAULT_POLICY).action(async (file) => {
		process.exitCode = await runValidate(file);
	});
}
/** Gives the exit code: 0 for a policy, 1 for one with mistakes. */
async function runValidate(file) {
	const source = await readPolicyFile(file, file);
	const result = validate(source);
	if (!result.ok) {
		await print(`${result.problems.map((problem) => `${renderProblem(source, problem)}\n\n`).join("")}${validateText(file, { problems: result.problems.length })}`);
		return 1;
	}
	const { roles, channels } = result.policy;
	await print(`${validateText(file, {
		roles: roles.length,
		channels: channels.length
	})}${result.advice.map((advice) => adviceText(file, advice)).join("")}`);
	return 0;
}
// src/cli/main.ts
/** The command: one file for each of its commands, wired here. */
const EXIT_CODES = `
Exit codes: 0 in line (or done), 1 could not check, or not everything, 2 drift.
The bot's token is read from the environment variable DISCORD_TOKEN.`;
function createProgram() {
	const program = new Command("permission-drift").description(description).version(version).addHelpText("after", EXIT_CODES).configureOutput({ outputError: (text, write) => write(`permission-drift: ${terminalText(text.replace(/^error: /, ""))}\n`) });
	addCheck(program);
	addValidate(program);
	addReview(program);
	addExport(program);
	addAdopt(program);
	addAudit(program);
	addExplain(program);
	addMatrix(program);
	addRecord(program);
	return program;
}
endQuietlyWithReader();
try {
	await createProgram().parseAsync();
} catch (error) {
	if (error instanceof CannotCheck) complain(error.message);
	else process.stderr.write(`${terminalText(error instanceof Error ? error.stack ?? error.message : String(error), 4e3)}\n`);
	process.exitCode = 1;
}
export {};
