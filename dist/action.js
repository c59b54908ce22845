import { i as __toESM } from "./rolldown-runtime.js";
import { a as error, c as notice, d as setSecret, f as warning, l as setFailed, n as require_light, o as getInput, r as Octokit, s as info, t as retry, u as setOutput } from "./dist-bundle.js";
import { $n as shorten, $t as momentWords, A as unifiedDiff, An as differencePrint, At as approvedSentence, Bn as worstSeverity, Bt as breachList, C as oneByOne, Cn as commentMark, D as fetchWhole, Dn as printMarker, E as AnswerTooLarge, En as markFindings, Et as todoLine, Ft as SEVERITY_WORDS, Gn as SEVERITIES, Gt as actorWords, Hn as REVIEW_FAIL_ON, Ht as PLAIN, It as capital, J as lookAtGuild, Jn as block, Jt as meaningOf, K as judge, Kn as compareFindings, Kt as entryWords, Ln as printMemory, Lt as claim, Mt as happened, N as readPolicyForReview, Nn as keyPrint, Nt as ACCEPTING, O as isLoopback, On as readMarker, Ot as commitWords, Pn as subjectPrint, Pt as acceptSentences, Qn as prose, Qt as counted, R as writeScalar, Rt as kindTitle, S as parseToken, Sn as tellsOfEvents, T as parseDiscordApiUrl, Tn as hashesOf, Tt as shortItem, Un as gateSentence, Ut as TITLE, Vn as CannotCheck, Vt as MARKDOWN, W as parseMemory, Wn as reviewFailsOn, Wt as effectSentences, Xn as fenced, Xt as strongestFirst, Yn as code, Yt as pageOf, Zn as logText, _ as exceptionSentence, _n as baseOf, a as section$1, an as namesOf, b as printJson, bn as newIdentity, c as groupChanges, cn as redactReport, d as review, dn as knownBases, f as renderProblem, fn as knownIssues, g as headlineOf, gn as awaitsRollout, h as agreedWords, hn as ROLLUP, i as brokenItem, in as isFlagName, it as checkGuild, j as adoptFindings, jn as fingerprint, jt as breath, k as validate, kn as replaceMarker, kt as stepsBack, l as clippedChanges, ln as isJsonObject, m as brakeSentence, mn as ROLLOUT, n as redactReview, nr as yamlString, o as changeItem, p as readPolicyFile, pn as BRAKE, qn as isEvent, qt as labelOf, r as reviewJson, s as escalationItem, t as reviewPage, tr as visible, u as readBase, un as isAccepted, ut as sidesOf, v as checkJson, vn as groupFindings, wn as disarmMarker, wt as rolloutItem, x as createDiscordSource, xn as subjectBase, yn as mergeGroups, zn as worstOpenSeverity, zt as placeWords } from "./whole.js";
import { EOL } from "os";
import { constants, promises } from "fs";
import { createHash } from "node:crypto";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { createRequire } from "module";
// node_modules/@actions/core/lib/summary.js
var __awaiter = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile: writeFile$1 } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile$1 : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
// src/github/inputs.ts
/** The Action's inputs: every value checked, every mistake a sentence that names the input, the value and what is allowed. */
/** From which severity on the step fails; `any` takes every finding. */
const FAIL_ON = [
	"never",
	"critical",
	"high",
	"medium",
	"any"
];
/** `get` gives an input as the runner has it, "" where it is missing. Throws CannotCheck at the first mistake. */
function readInputs(get) {
	const githubToken = get("github-token").trim();
	if (githubToken === "") throw new CannotCheck("There is no GitHub token. Leave the input github-token out, or give it a token.");
	return {
		discordToken: get("discord-token"),
		githubToken,
		policy: get("policy").trim() || "permissions.yaml",
		mode: choice(get, "mode", [
			"auto",
			"check",
			"review"
		]),
		labels: list$2(get, "labels", {
			pattern: /^[^\p{Cc}]{1,50}$/u,
			most: 20,
			what: "labels of 1 to 50 letters"
		}),
		assignees: list$2(get, "assignees", {
			pattern: /^[a-z\d](?:[a-z\d-]{0,38})$/i,
			most: 10,
			what: "GitHub logins"
		}),
		maxIssues: integer(get, "max-issues", {
			usual: 10,
			least: 1,
			most: 100
		}),
		failOn: choice(get, "fail-on", FAIL_ON),
		reviewFailOn: choice(get, "review-fail-on", REVIEW_FAIL_ON),
		confirmMassChange: choice(get, "confirm-mass-change", ["false", "true"]) === "true",
		cursorRetentionDays: integer(get, "cursor-retention-days", {
			usual: 90,
			least: 1,
			most: 90
		}),
		reportDetails: choice(get, "report-details", ["full", "minimal"]),
		discordApiUrl: get("discord-api-url").trim() || null
	};
}
/** Whether the worst finding makes the step fail. */
function failsOn(failOn, worst) {
	if (worst === null || failOn === "never") return false;
	return failOn === "any" || SEVERITIES.indexOf(worst) <= SEVERITIES.indexOf(failOn);
}
/** One of several words; the first is the default. */
function choice(get, name, words) {
	const given = get(name).trim();
	if (given === "") return words[0];
	const found = words.find((word) => word === given.toLowerCase());
	if (found === void 0) throw wrong$1(name, given, `Use ${words.join(", ")}`);
	return found;
}
function integer(get, name, { usual, least, most }) {
	const given = get(name).trim();
	if (given === "") return usual;
	const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
	if (!(value >= least && value <= most)) throw wrong$1(name, given, `Use a whole number from ${least} to ${most}`);
	return value;
}
/** Words by comma or line, each once. */
function list$2(get, name, { pattern, most, what }) {
	const words = get(name).split(/[,\r\n]/).map((word) => word.trim()).filter((word) => word !== "");
	const strange = words.find((word) => !pattern.test(word));
	if (strange !== void 0) throw wrong$1(name, strange, `Use ${what}, divided by commas or lines`);
	const distinct = [...new Set(words)];
	if (distinct.length > most) throw wrong$1(name, `${distinct.length} values`, `Use at most ${most}`);
	return distinct;
}
function wrong$1(name, given, advice) {
	return new CannotCheck(`The input ${name} is "${visible(given, 60)}", which is not allowed. ${advice}.`);
}
// src/github/secret-forms.ts
/** Every form in which a token could turn up in a log, so that the runner can mask each. */
/** A shorter part would mask ordinary words all over the log. */
const SHORTEST = 20;
/** The token itself, as a header, in base64, in an address, by its lines and by its parts. Longest first; empty for an empty token. */
function secretForms(token) {
	const trimmed = token.trim();
	if (trimmed === "") return [];
	const header = `Bot ${trimmed.replace(/^Bot\s+/i, "")}`;
	const whole = [
		trimmed,
		header,
		base64(trimmed),
		base64(header),
		encodeURIComponent(trimmed),
		encodeURIComponent(header)
	];
	const parts = trimmed.split(/[.\s]+/).filter((part) => part.length >= SHORTEST);
	const forms = [...whole, ...parts].flatMap((form) => form.split(/[\r\n]+/)).filter((form) => form.length > 4);
	return [...new Set(forms)].toSorted((left, right) => right.length - left.length);
}
function base64(text) {
	return Buffer.from(text).toString("base64");
}
// src/github/actions-console.ts
/** The runner's channels: log, annotations, summary, outputs, secrets and failure. Nothing that goes out here can be a workflow command. */
/** The runner shows ten of each level in a step and drops the rest silently; one is kept for the sentence with which the step fails. */
const MOST_ANNOTATIONS$1 = 9;
/** Reads the inputs, after the tokens among them were masked. Throws CannotCheck. */
function readActionInputs() {
	for (const name of ["discord-token", "github-token"]) maskSecret(getInput(name));
	return readInputs((name) => getInput(name));
}
/** Has the runner mask a token in every form that it could take. */
function maskSecret(token) {
	for (const form of secretForms(token)) setSecret(form);
}
const progress = (sentence) => {
	info(logText(sentence));
};
/** At most nine of a level; the others go into the log. */
function annotate(annotations) {
	for (const level of [
		"error",
		"warning",
		"notice"
	]) {
		const ofLevel = annotations.filter((one) => one.level === level);
		for (const annotation of ofLevel.slice(0, MOST_ANNOTATIONS$1)) annotateOne(annotation);
		for (const annotation of ofLevel.slice(MOST_ANNOTATIONS$1)) info(logText(annotation.message));
	}
}
const WRITERS = {
	error,
	warning,
	notice
};
function annotateOne({ level, message, ...place }) {
	WRITERS[level](logText(message), {
		...place,
		title: logText(place.title, 200),
		file: logText(place.file, 500)
	});
}
/** Outputs are for later steps, which may well be shells: a text in one line. */
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) setOutput(name, typeof value === "number" ? value : logText(value, 1e5));
}
/** Markdown for the job's page, short enough for the runner already. Without a summary file (an old runner) there is none. */
async function writeSummary(markdown) {
	if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
	await summary.addRaw(markdown, true).write();
}
/** Ends the step with exit code 1 once everything that is under way is done. */
function fail(sentence) {
	setFailed(logText(sentence));
}
// src/drift/discreet-memory.ts
function discreetMemory(memory) {
	return {
		...memory,
		standing: memory.standing.map((finding) => ({
			...finding,
			fields: finding.fields.map((field) => ({
				...field,
				links: field.links.map(discreetLink)
			}))
		}))
	};
}
function discreetLink(link) {
	const { entry } = link;
	return {
		...link,
		entry: {
			...entry,
			reason: null,
			actor: entry.actor === null || entry.actor.bot ? entry.actor : {
				...entry.actor,
				name: null
			}
		}
	};
}
// src/report/words/command-rules.ts
/** Rules that are listed one by one; Discord allows 100 a command. */
const LISTED$2 = 20;
/** Numbers of the documented types (docs: application-commands, "Application Command Permission Type"), and their names. */
const TYPES = /* @__PURE__ */ new Map([
	[1, "role"],
	[2, "user"],
	[3, "channel"],
	["role", "role"],
	["user", "user"],
	["member", "user"],
	["channel", "channel"]
]);
/** One rule a line; empty for other kinds of findings. */
function commandRules({ kind, live }, guild) {
	if (kind !== "command.permissions" || live?.kind !== "event") return "";
	const before = rulesOf(live.before);
	const after = rulesOf(live.after);
	const ids = [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])];
	const lines = ids.slice(0, LISTED$2).map((id) => {
		return `- ${holder((after.get(id) ?? before.get(id))?.type ?? "id", id, guild)}: ${stateWords(before.get(id)?.allowed)} before, ${stateWords(after.get(id)?.allowed)} now`;
	});
	const more = ids.length > LISTED$2 ? [`- and ${ids.length - LISTED$2} more`] : [];
	return lines.length === 0 ? "" : `**Who may use them**\n\n${[...lines, ...more].join("\n")}`;
}
function rulesOf(side) {
	return new Map((Array.isArray(side) ? side : []).flatMap((rule) => {
		if (!isJsonObject(rule) || typeof rule["id"] !== "string") return [];
		return [[rule["id"], {
			type: TYPES.get(rule["type"]) ?? "id",
			allowed: rule["allowed"]
		}]];
	}));
}
/** The guild's id stands for every member, one less for every channel (docs: application-commands, "Permissions Constants"). */
function holder(type, id, guild) {
	if (id === guild) return "every member";
	if (/^\d+$/.test(guild) && id === (BigInt(guild) - 1n).toString()) return "every channel";
	return `the ${type} ${code(id)}`;
}
function stateWords(allowed) {
	if (allowed === true) return "allowed";
	return allowed === false ? "not allowed" : "nothing said";
}
// src/report/adopt/patch.ts
const set = (bits) => `[${namesOf(bits).join(", ")}]`;
/** The live value where it is of the kind that is looked for. */
function live(finding, kind) {
	return isOfKind(finding.live, kind) ? finding.live : null;
}
function isOfKind(value, kind) {
	return value?.kind === kind;
}
const inPlace = (...lines) => ({
	kind: "replace",
	lines
});
const removed = {
	kind: "do",
	what: "take out the entry that begins there"
};
function rolePermissions(finding) {
	const now = live(finding, "permissions");
	if (now === null) return null;
	if (finding.desired?.kind !== "bounds") return inPlace(`permissions: ${set(now.bits)}`);
	const { atLeast, atMost } = finding.desired;
	const lines = [];
	if (atLeast !== null) lines.push(`at-least: ${set(atLeast & now.bits)}`);
	if (atMost !== null) lines.push(`at-most: ${set(atMost | now.bits)}`);
	return inPlace(...lines);
}
/** An overwrite as the policy writes it; allow wins where Discord stores a bit on both sides. */
function overwriteText(value) {
	const deny = value.deny & ~value.allow;
	const parts = [];
	if (value.allow !== 0n) parts.push(`allow: ${set(value.allow)}`);
	if (deny !== 0n) parts.push(`deny: ${set(deny)}`);
	return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}
function targetKey(target, guild) {
	return target.id === guild ? yamlString("@everyone") : yamlString(`${target.type}:${target.id}`);
}
function unexpectedOverwrite(finding, guild) {
	const now = live(finding, "overwrite");
	if (now === null || finding.target === void 0) return null;
	return {
		kind: "write",
		where: "under the `overwrites` of this channel, add (a role that the file lists goes by its name there)",
		lines: [`${targetKey(finding.target, guild)}: ${overwriteText(now)}`]
	};
}
function changedOverwrite(finding) {
	const now = live(finding, "overwrite");
	return now === null ? null : {
		kind: "write",
		where: "after the name of the role or member there, write",
		lines: [overwriteText(now)]
	};
}
function unexpectedRole(finding) {
	const now = live(finding, "role");
	if (now === null) return null;
	return {
		kind: "write",
		where: "under `roles`, add",
		lines: [
			`${yamlString(now.name)}:`,
			`  id: "${digits(finding.subject.id)}"`,
			`  permissions: ${set(now.permissions)}`
		]
	};
}
function unexpectedChannel(finding) {
	const now = live(finding, "channel");
	if (now === null) return null;
	const lines = [
		`${yamlString(now.name)}:`,
		`  id: "${digits(finding.subject.id)}"`,
		`  type: ${yamlWord(now.type)}`
	];
	return {
		kind: "write",
		where: now.parent === null ? "under `channels`, add" : "under the `channels` of its category, add",
		lines
	};
}
/** Ids are digits; whatever else stands there is not put into a file. */
const digits = (id) => id.replaceAll(/\D/g, "");
const yamlWord = (text) => /^[a-z_\d]+$/.test(text) ? text : yamlString(text);
/** `key: "text"` with the live text in the place of the old line. */
const text = (key) => (finding) => {
	const now = live(finding, "text");
	return now === null ? null : inPlace(`${key}: ${yamlString(now.text)}`);
};
const moved = () => ({
	kind: "do",
	what: "move the entry that begins there under the category in which the channel is now"
});
const mfa = (finding) => inPlace(`require-2fa: ${finding.live?.kind === "number" && finding.live.number !== 0}`);
const owner = (finding) => inPlace(`owner: "${ownerId(finding.live)}"`);
const placed = (finding) => {
	const place = placeWords(finding, "live", MARKDOWN);
	return {
		kind: "do",
		what: `move the role ${code(finding.subject.name)} in the list${place === "" ? "" : ` so that it stands ${place}`}`
	};
};
const members = (finding) => {
	const now = live(finding, "members");
	return now === null ? null : inPlace(`members: [${now.people.map(({ id }) => `"${digits(id)}"`).join(", ")}]`);
};
const allowed = () => ({
	kind: "do",
	what: "name them under `only` of this rule, or take them out of `never`, or choose other `channels`"
});
const none = () => null;
function ownerId(value) {
	if (value?.kind === "text") return digits(value.text);
	return value?.kind === "named" ? digits(value.id) : "";
}
const HINTS = {
	"role.permissions": rolePermissions,
	"role.unexpected": unexpectedRole,
	"role.missing": () => removed,
	"role.renamed": text("name"),
	"role.hierarchy": placed,
	"role.members": members,
	"overwrite.changed": changedOverwrite,
	"overwrite.unexpected": unexpectedOverwrite,
	"overwrite.missing": () => removed,
	"channel.unexpected": unexpectedChannel,
	"channel.missing": () => removed,
	"channel.hidden": none,
	"channel.renamed": text("name"),
	"channel.moved": moved,
	"channel.type": text("type"),
	"rule.broken": allowed,
	"guild.owner": owner,
	"guild.mfa": mfa,
	"member.granted": none,
	"bot.added": none,
	"guild.owner.changed": none,
	"guild.mfa.changed": none,
	"command.permissions": none,
	"change.reverted": none,
	"audit.gap": none
};
/** The hint as Markdown: where, then what. Null where no line of the policy could accept the finding. */
function patchHint(finding, guild) {
	const hinter = HINTS[finding.kind];
	const hint = hinter(finding, guild);
	if (hint === null) return null;
	const file = finding.policy === null ? "the policy" : code(finding.policy.file);
	const line = finding.policy === null ? "" : `, line ${finding.policy.line}`;
	if (hint.kind === "do") return `In ${file}${line}: ${hint.what}.`;
	return `${hint.kind === "replace" ? `In ${file}${line}, write instead:` : `In ${file}${line}, ${hint.where}:`}\n\n${fenced(hint.lines.join("\n"), "yaml")}`;
}
// src/report/adopt/patch-text.ts
/** As Markdown. The diff is as `patches.ts` bounded it; a fence that nothing in it can end keeps it inert. */
function patchText(finding, patch) {
	const means = acceptSentences(finding, MARKDOWN).map((sentence) => `- ${sentence}`);
	return [
		"**To accept it**, change the policy like this:",
		fenced(patch.trimEnd(), "diff"),
		...means.length === 0 ? [] : [`${ACCEPTING}:`, means.join("\n")]
	].join("\n\n");
}
// src/report/words/finding-section.ts
/** A longer reason gets a block of its own. */
const INLINE_REASON = 100;
/** Entries and synced channels that are listed one by one. */
const LISTED$1 = 20;
/** `**Critical:** Moderator gained Administrator on …` */
function breathParagraph(finding) {
	return `**${SEVERITY_WORDS[finding.severity]}:** ${breath(finding, MARKDOWN)}`;
}
/** What happened alone, for lists that must hold all that they speak for. */
function shortLine(finding) {
	return `**${SEVERITY_WORDS[finding.severity]}:** ${capital(happened(finding, MARKDOWN))}.`;
}
/** What changed and who did it: the part that says more than the breath. */
function factParts(finding, guild) {
	return [
		...finding.kind === "rule.broken" ? [breachList(finding)] : [
			effectList(finding),
			bitList("Gained", finding.granted, finding),
			bitList("Lost", finding.revoked, finding)
		],
		everyoneNote(finding, guild),
		alsoList(finding),
		commandRules(finding, guild),
		entryList$1(finding)
	].filter((part) => part !== "");
}
/** How to take it back, and what the policy would have to say to agree with it. */
function wayParts(finding, { guild, patch }) {
	const steps = stepsBack(finding).map((step, index) => `${index + 1}. ${step}`);
	const accept = patch === null ? hintPart(finding, guild) : patchText(finding, patch);
	const parts = [];
	if (steps.length > 0) parts.push(`**${finding.kind === "channel.hidden" ? "To let the bot see" : "To take it back"}** in Discord:\n\n${steps.join("\n")}`);
	if (accept !== null) parts.push(accept);
	return parts;
}
function hintPart(finding, guild) {
	const hint = patchHint(finding, guild);
	return hint === null ? null : `**To accept it**, change the policy. ${hint}`;
}
/** One permission a line, with its documented name and, for strong ones, what it means. */
function bitList(title, bits, finding) {
	if (bits === 0n) return "";
	return `**${title}**\n\n${strongestFirst(bits).map((name) => {
		const meaning = title === "Gained" ? meaningOf(name, pageOf(finding)) : null;
		return `- ${labelOf(name, pageOf(finding))}${isFlagName(name) ? ` (\`${name}\`)` : ""}${meaning === null ? "" : `: ${meaning}`}`;
	}).join("\n")}`;
}
/** What the bits come to. */
function effectList(finding) {
	const all = effectSentences(finding, MARKDOWN, LISTED$1).map((sentence) => `- ${capital(sentence)}`);
	return all.length === 0 ? "" : `**What it means**\n\n${all.join("\n")}`;
}
function everyoneNote(finding, guild) {
	const holder = finding.target ?? finding.subject;
	return holder.id === guild && holder.type === "role" ? `${code("@everyone")} means every member of the server.` : "";
}
function alsoList(finding) {
	if (finding.also.length === 0) return "";
	const names = finding.also.slice(0, LISTED$1).map((channel) => `- ${code(channel.name)}`);
	const more = finding.also.length > LISTED$1 ? [`- and ${finding.also.length - LISTED$1} more`] : [];
	return `**${finding.kind === "channel.hidden" ? "The channels" : "The same in these channels, which are synced with it"}**\n\n${[...names, ...more].join("\n")}`;
}
function entryList$1(finding) {
	const { changes } = finding.attribution;
	if (changes.length === 0) return "";
	const shown = changes.slice(-20).map(entryLine);
	return `**In Discord's audit log**\n\n${[...changes.length > LISTED$1 ? [`- ${changes.length - LISTED$1} earlier entries`] : [], ...shown].join("\n")}`;
}
function entryLine(change) {
	const id = change.actor === null || change.actor.name === null ? "" : `, id ${code(change.actor.id)}`;
	const line = `- ${momentWords(change.at)}: ${code(change.action)} by ${actorWords(change, MARKDOWN)}${id}, entry ${code(change.entryId)}`;
	if (change.reason === null) return line;
	if (visible(change.reason, INLINE_REASON).endsWith("…")) return `${line}. Reason:\n\n${indented(block(change.reason))}`;
	return `${line}. Reason: ${code(change.reason)}`;
}
/** Inside the list item. */
function indented(text) {
	return text.replaceAll(/^/gm, "  ");
}
// src/report/issues/comment.ts
/** Findings that a comment tells one by one: the body has all. */
const TOLD$1 = 10;
/** A comment that goes with the edit to `next`. */
function commentOf(next, text) {
	const mark = commentMark(next);
	return {
		mark,
		body: `${mark}\n\n${text}`
	};
}
/** What is new, what is different and what is over, against what the marker remembers. */
function changeText(findings, marked, { approved, moved, rollout }) {
	const before = new Map(marked.map((one) => [one.key, one.difference]));
	const now = new Set(findings.map(keyPrint));
	const off = marked.filter((one) => !now.has(one.key));
	const waiting = off.filter((one) => moved.has(one.key)).length;
	const over = off.length - waiting;
	const added = findings.filter((finding) => !before.has(keyPrint(finding)));
	const altered = findings.filter((finding) => {
		const known = before.get(keyPrint(finding));
		return known !== void 0 && known !== differencePrint(finding);
	});
	const parts = [list$1("New", added), list$1("Different now", altered)];
	if (over > 0) parts.push(`${counted(over, "difference")} of this issue ${over === 1 ? "is" : "are"} gone.${approvedText(approved)}`);
	if (waiting > 0) parts.push(`${counted(waiting, "difference")} of this issue ${waiting === 1 ? "is" : "are"} no drift any more: what still differs there was changed in the policy, and awaits rollout${seeRollout(rollout)}.`);
	return parts.filter((part) => part !== "").join("\n\n") || "The severity is another one now: see above.";
}
function list$1(title, findings) {
	if (findings.length === 0) return "";
	const lines = findings.slice(0, TOLD$1).map((finding) => `- ${breathParagraph(finding)}`);
	const more = findings.length > TOLD$1 ? [`- and ${findings.length - TOLD$1} more, see above`] : [];
	return `${title}:\n\n${[...lines, ...more].join("\n")}`;
}
/** Further events in an issue of events. */
function eventText(findings) {
	return list$1(findings.length === 1 ? "One more event" : `${findings.length} more events`, findings);
}
/** Why there is nothing left to tell. `commit`: the policy's. */
function goneText(approved, commit) {
	const who = approvedText(approved);
	if (who !== "") return `Discord and the policy agree again.${who}`;
	return `Discord and the policy agree again. No entry in the audit log put it right, so it is most likely the policy that changed${commit === null ? "" : ` (it is at commit ${commitWords(commit, MARKDOWN)} now)`}.`;
}
/** ` It was put right on …, by ….` for the last entry that did. */
function approvedText(approved) {
	const last = approved.at(-1);
	return last === void 0 ? "" : ` It was put right${entryWords(last, MARKDOWN)}.`;
}
/** Why there is nothing left to tell here, although Discord and the policy do not agree. */
function movedText(approved, rollout) {
	const last = approved.at(-1);
	const who = last === void 0 ? "" : ` The last change towards the policy was made${entryWords(last, MARKDOWN)}.`;
	return `Nothing that was changed in Discord is left here. What still differs was changed in the policy, and awaits rollout${seeRollout(rollout)}.${who}`;
}
function seeRollout(number) {
	return number === null ? "" : `: see #${number}`;
}
const BACK_TEXT = "It is back: Discord and the policy differ here again.";
const COMPLETED_TEXT = "This was closed, but the difference still stands, so it is open again. To tolerate it, close it as “not planned”; to settle it, change Discord or the policy.";
const ACCEPTED_CHANGED_TEXT = "This was accepted, but the difference is another one now, so it is open again.";
const ACCEPTED_GONE_TEXT = "The difference that was accepted here is gone. Should it come back, this issue opens again.";
const ROLLUP_GONE_TEXT = "Nothing of this list is left: what still stands has an issue of its own.";
const RULE_KEPT_TEXT = "Nobody breaks this rule any more.";
const RELIABLE_TEXT = "The check is reliable again.";
/** Said on the issue that is closed. */
function duplicateText(of) {
	return `The same is told in #${of}, so this one is closed.`;
}
/** Said on the issue of events that stays. */
function foldedText(numbers) {
	return `More events of this kind are told in ${numbers.map((number) => `#${number}`).join(", ")}. What comes next is told here.`;
}
// src/report/rollout/body.ts
/** With more of them nobody reads the steps of each: they are one line each. */
const WITH_STEPS = 20;
/** Lines that surely fit beside the rest. */
const LISTED = 400;
/** The body without its marker. */
function rolloutBody(findings, context) {
	return [
		WITH_STEPS,
		5,
		0
	].values().map((detailed) => bodyWith(checklist(findings, detailed, LISTED), context, findings.length)).find((text) => text.length <= context.room) ?? fitting$1(findings, context);
}
/** Fewer and fewer lines. */
function fitting$1(findings, context) {
	return [
		200,
		100,
		50,
		20
	].values().map((most) => bodyWith(checklist(findings, 0, most), context, findings.length)).find((text) => text.length <= context.room) ?? bodyWith(checklist(findings, 0, 0), context, findings.length);
}
/** The first `detailed` with their steps, at most `most` in all. */
function checklist(findings, detailed, most) {
	const items = findings.slice(0, most).map((finding, index) => index < detailed ? rolloutItem(finding) : shortItem(finding));
	const more = findings.length - most;
	return [...items, ...more > 0 ? [`- and ${counted(more, "more thing")}: the summary of the run lists all`] : []].join("\n");
}
function bodyWith(list, { commit, unseen, place }, count) {
	return [
		introduction$1(count, commit),
		list,
		unseenNote(unseen),
		"---",
		ENDING,
		place
	].filter((part) => part !== "").join("\n\n");
}
function introduction$1(count, commit) {
	const at = commit === null ? "" : ` The list follows the policy at commit ${commitWords(commit, MARKDOWN)}.`;
	return `The policy was changed on the default branch, and Discord not yet: **${count === 1 ? "one thing is" : `${count} things are`} still to be done** there${count === 1 ? "" : ", the most important first"}. Nobody did anything wrong: this was agreed, and somebody who manages the server has to carry it out.${at}`;
}
function unseenNote(unseen) {
	if (unseen === 0) return "";
	const [stays, them] = unseen === 1 ? ["stays", "it"] : ["stay", "them"];
	return `_${counted(unseen, "more thing")} of this list could not be looked at this time, and ${stays} on it until a check sees ${them}._`;
}
const ENDING = "The boxes are only a help for you, and are empty again when the list changes: the check looks at Discord itself, and this issue closes by itself once all of it is done. If you do not want one of these changes, revert its commit. To leave Discord as it is without that, close this issue as “not planned”: it stays closed until the list changes.";
/** With more findings than this nobody reads a section for each: they are one line each. */
const LIST_ONLY = 20;
/** How much a body says of each finding, from all to little. */
const STEPS = [
	"everything",
	"without ways",
	"sentences",
	"as many sentences as fit"
];
const CUT = {
	everything: "",
	"without ways": "_Shortened: how to take back or accept each is left out here. The report file of the run has all of it._",
	sentences: "_Shortened: the permissions and entries are left out here. The report file of the run has all of it._",
	"as many sentences as fit": "_Shortened: only the worst are shown here. The report file of the run has all of it._"
};
/** The whole body with its marker at the end. */
function issueBody(group, marker, context) {
	const end = printMarker(marker);
	const room = 63536 - end.length;
	if (group.kind === "rollout") {
		const unseen = group.unseen?.length ?? 0;
		return join$1([rolloutBody(group.findings, {
			commit: context.commit,
			unseen,
			place: place(group, context),
			room
		}), end]);
	}
	const first = group.kind === "rollup" || group.findings.length > LIST_ONLY ? "sentences" : "everything";
	for (const step of STEPS.slice(STEPS.indexOf(first))) {
		const text = join$1([
			introduction(group, context),
			...sections(group, context, step),
			cutNote(group, step),
			footer(group, context)
		]);
		if (text.length <= room) return join$1([text, end]);
	}
	return join$1([fitting(group, context, room), end]);
}
function join$1(parts) {
	return parts.filter((part) => part !== "").join("\n\n");
}
/** A roll-up is a list by its nature: then nothing was cut. */
function cutNote(group, step) {
	return group.kind === "rollup" && step === "sentences" ? "" : CUT[step];
}
function sections(group, context, step) {
	if (step === "everything" || step === "without ways") return group.findings.map((finding, index) => section(finding, {
		context,
		step,
		heading: headingOf(group, index)
	}));
	const line = group.kind === "rollup" ? shortLine : breathParagraph;
	return [group.findings.map((finding) => `- ${line(finding)}`).join("\n")];
}
/** A single finding needs no heading of its own. */
function headingOf(group, index) {
	const finding = group.findings[index];
	if (group.findings.length === 1 || finding === void 0) return "";
	const title = kindTitle(finding.kind);
	return `### ${index + 1}. ${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}
function section(finding, { context, step, heading }) {
	const ways = step === "everything" ? wayParts(finding, {
		guild: context.guild.id,
		patch: context.patchOf(finding.key)
	}) : [];
	return join$1([
		heading,
		breathParagraph(finding),
		...factParts(finding, context.guild.id),
		...ways
	]);
}
/** The worst findings, as many as there is room for, and how many are not shown. */
function fitting(group, context, room) {
	const top = introduction(group, context);
	const bottom = join$1([CUT["as many sentences as fit"], footer(group, context)]);
	const lines = [];
	let left = room - top.length - bottom.length - 200;
	for (const finding of group.findings) {
		const line = `- ${breathParagraph(finding)}`;
		left -= line.length + 1;
		if (left < 0) break;
		lines.push(line);
	}
	return join$1([
		top,
		lines.join("\n"),
		`- and ${group.findings.length - lines.length} more that are not shown here`,
		bottom
	]);
}
/** Where the body does not begin with the one breath that says it all. */
function introduction(group, context) {
	if (group.kind === "brake") return brakeText(context);
	if (group.kind === "history") return "These events are older than the first check of this server. They are told once, so that somebody has looked at them.";
	if (group.kind === "rollup") return "There are more differences than this check may open issues for. Each of these would have had an issue of its own:";
	if (group.kind === "more-events") return "There are more events than this check may open issues for:";
	if (group.findings.length === 1) return "";
	return `${counted(group.findings.length, group.kind === "events" ? "event" : "difference")}, the worst first.`;
}
function brakeText({ brake }) {
	const why = prose(brake?.why ?? "too much differs at once");
	if (brake?.firstRun === true) return join$1([
		"This policy does not describe this server yet; start from export.",
		`${why.replace(/\.$/, "")}.`,
		"Run `permission-drift export` to write down how the server is now, look it through, and change from there."
	]);
	return join$1([
		"The check is not reliable: so much is missing or different at once, without an entry in the audit log that explains it, that the answer of Discord is not believed.",
		`${why.replace(/\\?\.$/, "")}.`,
		"No issue was opened for what cannot be explained, and none was closed. Differences that the log explains are reported as always.",
		"If all of this really happened, start the check once by hand with `confirm-mass-change: true`. Else look whether the bot still has its role."
	]);
}
function footer(group, context) {
	return join$1([
		"---",
		ending(group),
		place(group, context)
	]);
}
function ending(group) {
	if (group.kind === "brake") return "This issue closes by itself once a check is reliable again.";
	if (tellsOfEvents(group.kind)) return "This tells of something that happened, so it does not close by itself: close it once somebody has looked at it. What comes later is added as a comment, or as a new issue once this one is closed.";
	if (group.kind === "rollup") return "Closing this issue as “not planned” accepts exactly what it lists. It closes by itself once nothing of it is left.";
	return "This issue closes by itself once Discord and the policy agree again. To tolerate the difference without changing the policy, close it as “not planned”: it stays closed until the difference changes.";
}
/** Which server and which object, by id: names can be changed by anybody. */
function place(group, context) {
	const subject = group.subject === null || group.subject.type === "guild" ? "" : `, ${group.subject.type} ${idWords(group.subject.id)}`;
	const [first = context.at] = group.findings.map((finding) => context.firstSeen.get(finding.key) ?? context.at).toSorted();
	const since = group.kind === "rollout" ? "Waiting since" : "First seen on";
	return `Server ${code(context.guild.name)}${subject}. ${since} ${momentWords(first)}.`;
}
/** What was never found in Discord goes by what the policy calls it. */
function idWords(id) {
	return /^\d+$/.test(id) ? `id ${code(id)}` : `${code(id)} of the policy`;
}
// src/report/issues/title.ts
/** Code points; GitHub takes 256 (API: "title is too long"). */
const TITLE_LENGTH$1 = 240;
/** What happened, by the worst finding; when and by whom stand in the body. */
function issueTitle(group, brake) {
	return shorten(titleOf(group, brake), TITLE_LENGTH$1);
}
/** Titles of the issues that speak of many subjects, or of none. */
const OF_MANY = {
	history: "Before the first check",
	rollup: "More differences between Discord and the policy",
	"more-events": "More events in Discord's audit log",
	rollout: "Carry out the agreed changes in Discord"
};
function titleOf(group, brake) {
	if (group.kind === "brake") return brake?.firstRun === true ? "This policy does not describe this server yet" : "The check is not reliable";
	const [worst] = group.findings;
	return OF_MANY[group.kind] ?? (worst === void 0 ? "Discord and the policy differ" : subjectTitle(worst, group));
}
/** Kinds whose clause begins with the bare name of a role. */
const BARE = /* @__PURE__ */ new Set(["role.permissions", "change.reverted"]);
function subjectTitle(worst, group) {
	const about = worst.subject.type === "role" && worst.target === void 0 && BARE.has(worst.kind) ? "the role " : "";
	const passing = worst.kind === "change.reverted" ? ", for a while" : "";
	const more = group.findings.length > 1 && group.kind === "state" ? ", and more" : "";
	return `${capital(`${about}${claim(worst, TITLE)}`)}${passing}${more}`;
}
// src/report/issues/plan-draft.ts
/** The label by which our issues are listed: always there, whatever other labels are asked for. */
const LABEL = "permission-drift";
/** The hashes of a group; the brake has no findings, and its numbers are no content. */
function groupHashes(group, context) {
	if (group.kind !== "brake") return hashesOf(group.findings, group.unseen);
	const print = fingerprint(["brake", String(context.report.brake?.firstRun === true)]);
	return {
		difference: print,
		content: print
	};
}
/** A new issue. Where assignees are asked for, its marker says that they are still to be set. */
function createStep(group, context) {
	const { assignees, labels } = context.options;
	const flags = assignees.length === 0 ? [] : ["assign"];
	const identity = newIdentity(group);
	const marker = {
		guild: context.report.guild.id,
		identity,
		rev: 1,
		...groupHashes(group, context),
		flags,
		findings: markFindings(group.findings)
	};
	const body = issueBody(group, marker, context.body);
	return {
		kind: "create",
		identity,
		title: issueTitle(group, context.report.brake),
		body,
		labels: [.../* @__PURE__ */ new Set([LABEL, ...labels])],
		assignees,
		settledBody: replaceMarker(body, {
			...marker,
			flags: []
		})
	};
}
/** The marker after an edit that tells of this group. */
function nextMarker({ marker }, group, context) {
	return {
		...marker,
		rev: marker.rev + 1,
		...groupHashes(group, context),
		flags: [],
		findings: markFindings(group.findings, group.unseen)
	};
}
/** The step of a draft, with the label and the assignees where they are due. */
function editStep(known, draft, context) {
	const closing = draft.state?.state === "closed" || known.issue.state === "closed" && draft.state === void 0;
	return {
		kind: "edit",
		number: known.issue.number,
		summary: draft.summary,
		comment: draft.comment === null ? null : commentOf(draft.next, draft.comment),
		body: draft.body,
		...draft.state === void 0 ? {} : { state: draft.state },
		...labelsDue(known),
		...closing ? {} : assigneesDue(known, context)
	};
}
/** What is due on an issue of which nothing is to be said; null where nothing is. */
function housekeeping(known, context) {
	const { issue, marker } = known;
	const labels = labelsDue(known);
	const assign = issue.state === "open" && marker.flags.includes("assign");
	if (!assign && labels.addLabels === void 0) return null;
	const flags = marker.flags.filter((flag) => flag !== "assign");
	const settled = assign ? {
		body: replaceMarker(issue.body, {
			...marker,
			flags
		}),
		...assigneesDue(known, context)
	} : {};
	return {
		kind: "edit",
		number: issue.number,
		summary: `tidy up issue #${issue.number}`,
		comment: null,
		...labels,
		...settled
	};
}
/** Labels are the same whatever their case. */
function labelsDue({ issue }) {
	return issue.labels.some((label) => label.toLowerCase() === "permission-drift") ? {} : { addLabels: [LABEL] };
}
function assigneesDue({ marker }, { options }) {
	return marker.flags.includes("assign") && options.assignees.length > 0 ? { assignees: options.assignees } : {};
}
// src/report/issues/plan-unseen.ts
/** Whether this check could not see all that the issue tells of. `findings`: what it found of it. */
function isPartial(marker, findings, report) {
	const base = baseOf(marker.identity);
	if (base === "rollout") return unseenMarks(marker, findings, report).length > 0;
	if (seesLittle(report)) return true;
	return base === "rollup" ? report.unchecked.length > 0 : report.unchecked.some(({ subject }) => subjectBase(subject) === base);
}
/** What the issue of all that awaits rollout lists, that was not found now, and of which nobody can say that it is done. */
function unseenMarks(marker, findings, report) {
	const found = new Set(findings.map(keyPrint));
	const unchecked = new Set(report.unchecked.map(({ subject }) => subjectPrint(subject)));
	const isUnseen = ({ subject }) => seesLittle(report) || (subject === void 0 ? unchecked.size > 0 : unchecked.has(subject));
	return marker.findings.filter((one) => !found.has(one.key) && isUnseen(one));
}
/** An answer that is not believed, or no log: then nothing at all is closed. */
function seesLittle({ brake, logRead }) {
	return brake !== null || !logRead;
}
// src/report/issues/plan-leftovers.ts
/** Issues that are not the one that stays: duplicates are closed, and lists that a person accepted forget what is over. */
/** Each duplicate points to the one that stays and is ours no longer. */
function duplicateSteps({ main, duplicates }) {
	if (main === null) return [];
	return duplicates.map(({ issue, marker }) => ({
		kind: "edit",
		number: issue.number,
		summary: `close issue #${issue.number} as a duplicate of #${main.issue.number}`,
		comment: commentOf({
			...marker,
			rev: marker.rev + 1
		}, duplicateText(main.issue.number)),
		body: disarmMarker(issue.body),
		...issue.state === "open" ? { state: {
			state: "closed",
			reason: "duplicate"
		} } : {}
	}));
}
/** The findings that a person accepted by closing a roll-up that lists them, by key. One that has an issue of its own is judged there. */
function rollupAcceptance(findings, bases) {
	const lists = bases.get("rollup")?.accepted ?? [];
	const byDifference = new Map(lists.flatMap((known) => known.marker.findings.map((one) => [`${one.key} ${one.difference}`, known])));
	const accepted = /* @__PURE__ */ new Map();
	for (const finding of findings.filter((one) => !isEvent(one))) {
		const own = bases.get(subjectBase(finding.subject))?.main?.marker.findings ?? [];
		const list = byDifference.get(`${keyPrint(finding)} ${differencePrint(finding)}`);
		if (list !== void 0 && own.every(({ key }) => key !== keyPrint(finding))) accepted.set(finding.key, list);
	}
	return accepted;
}
/** An accepted list without what is over, so that it cannot come back unseen. */
function forgetAccepted({ accepted }, context) {
	const now = new Set(context.report.findings.map((finding) => `${keyPrint(finding)} ${differencePrint(finding)}`));
	return accepted.map((known) => {
		const { issue, marker } = known;
		const findings = marker.findings.filter((one) => now.has(`${one.key} ${one.difference}`));
		if (isPartial(marker, [], context.report) || findings.length === marker.findings.length) return housekeeping(known, context);
		const body = replaceMarker(issue.body, {
			...marker,
			rev: marker.rev + 1,
			findings
		});
		const summary = `note on issue #${issue.number} what is left of it`;
		return {
			kind: "edit",
			number: issue.number,
			summary,
			comment: null,
			body
		};
	}).filter((step) => step !== null);
}
// src/report/issues/plan-events.ts
/** What to do with events: each is told once, in an open issue of its subject or a new one; the tool closes and reopens none of them. */
/** The keys of all events that any issue told already, open or closed. */
function toldKeys(known) {
	return new Map(known.flatMap((one) => one.marker.findings.map(({ key }) => [key, one])));
}
/** The group without what was told before; null where nothing is left. */
function untold(group, told) {
	const findings = group.findings.filter((finding) => !told.has(keyPrint(finding)));
	return findings.length === 0 ? null : {
		...group,
		findings
	};
}
/** The step for the open issue of a subject: further events, and those of its duplicates, go into its marker and into one comment. */
function planEvents(known, of, input) {
	const findings = input.group?.findings ?? [];
	const folded = of.duplicates.filter((one) => !includesAll(known, one));
	if (findings.length === 0 && folded.length === 0) return housekeeping(known, input.context);
	const next = extended(known.marker, [...folded.flatMap((one) => one.marker.findings), ...markFindings(findings)]);
	const texts = [eventText(findings), folded.length === 0 ? "" : foldedText(folded.map(({ issue }) => issue.number))];
	return editStep(known, {
		summary: `add to issue #${known.issue.number}`,
		next,
		body: replaceMarker(known.issue.body, next),
		comment: texts.filter((text) => text !== "").join("\n\n")
	}, input.context);
}
function includesAll(main, other) {
	const keys = new Set(main.marker.findings.map(({ key }) => key));
	return other.marker.findings.every(({ key }) => keys.has(key));
}
/** The marker with more events; its hashes follow from the ones before, so that a run that died here says the same again. */
function extended(marker, added) {
	const keys = added.map(({ key }) => key);
	return {
		...marker,
		rev: marker.rev + 1,
		difference: fingerprint([marker.difference, ...keys]),
		content: fingerprint([marker.content, ...keys]),
		flags: [],
		findings: [...marker.findings, ...added]
	};
}
// src/report/issues/plan-places.ts
/** Who gets an issue of its own when there are more subjects than `max-issues`: open ones keep theirs, critical always gets one. */
/** Differences that a roll-up lists: as many as surely fit into one body, so that accepting it accepts exactly what it lists. */
const ROLLUP_LENGTH = 60;
/** Shares out the places. */
function sharePlaces(groups, bases, limit) {
	const keeping = new Set(groups.filter((group) => keeps(group, bases)));
	let free = limit.max - limit.occupied - [...keeping].filter((group) => takesPlace(group) && !limit.settled(group)).length;
	const own = [];
	const rest = [];
	for (const group of groups.toSorted(worstFirst)) {
		const placed = keeping.has(group) || worst(group) === "critical" || free > 0;
		if (placed && !keeping.has(group)) free -= 1;
		(placed ? own : rest).push(group);
	}
	return {
		own,
		rollup: merged("rollup", rest),
		moreEvents: merged("more-events", rest)
	};
}
/** Only subjects do. What awaits rollout is one list of what was agreed: it crowds nobody out, and nothing crowds it out. */
function takesPlace({ kind }) {
	return kind !== "history" && kind !== "rollout";
}
/** An open issue keeps its place, and so does one that a person closed while it stood: it opens again or stays accepted. */
function keeps(group, bases) {
	if (!takesPlace(group)) return true;
	const main = bases.get(group.base)?.main ?? null;
	return main !== null && (main.issue.state === "open" || !main.marker.flags.includes("gone"));
}
function merged(kind, groups) {
	const fitting = groups.filter((group) => group.kind === "state" === (kind === "rollup"));
	if (fitting.length === 0) return null;
	const all = mergeGroups(kind, fitting);
	return kind === "rollup" ? {
		...all,
		findings: all.findings.slice(0, ROLLUP_LENGTH)
	} : all;
}
function worst(group) {
	return group.findings[0]?.severity ?? "low";
}
function worstFirst(left, right) {
	const bySeverity = SEVERITIES.indexOf(worst(left)) - SEVERITIES.indexOf(worst(right));
	if (bySeverity !== 0) return bySeverity;
	return left.base < right.base ? -1 : Number(left.base > right.base);
}
// src/report/rollout/comment.ts
/** Lines that a comment tells one by one: the body has all. */
const TOLD = 10;
/** What is off the list, what is new on it and what is different. */
function rolloutChangeText(news) {
	const before = new Map(news.marked.map((one) => [one.key, one.difference]));
	const added = news.findings.filter((finding) => !before.has(keyPrint(finding)));
	const altered = news.findings.filter((finding) => {
		const known = before.get(keyPrint(finding));
		return known !== void 0 && known !== differencePrint(finding);
	});
	const told = [
		...offParts(news, new Set(altered.map(keyPrint))),
		todoList("New on the list", added),
		todoList("Not the same as before", altered)
	].filter((part) => part !== "");
	return told.length === 0 ? "The order of the list is another one now: see above." : [...told, leftText(news)].join("\n\n");
}
function leftText({ findings, unseen }) {
	const left = findings.length + unseen.length;
	return `${counted(left, "thing")} ${left === 1 ? "is" : "are"} on the list now.`;
}
/** Why there is nothing left on it. */
function rolloutOverText(news) {
	return ["Nothing is left to do here.", ...offParts(news, /* @__PURE__ */ new Set())].join("\n\n");
}
/** There was nothing left, and now there is. */
function rolloutBackText(findings) {
	return [`The policy was changed again, and Discord not yet: ${counted(findings.length, "thing")} to do.`, todoList("On the list", findings)].join("\n\n");
}
const ROLLOUT_COMPLETED_TEXT = "This was closed, but not all of it is carried out yet, so it is open again. If you do not want one of these changes, revert its commit. To leave the difference as it is, close this as “not planned”.";
const ROLLOUT_ACCEPTED_CHANGED_TEXT = "This was accepted as it was, but the list is another one now, so it is open again.";
const ROLLOUT_ACCEPTED_GONE_TEXT = "What was accepted here is settled: nothing of it is left to do. Should there be something to carry out again, this issue opens again.";
/** What is done and by whom, what is off the list without an entry that says so, and what is drift. `altered`: keys of what is partly done, perhaps. */
function offParts({ findings, marked, unseen, approved, handed, commit }, altered) {
	const listed = /* @__PURE__ */ new Set([...findings.map(keyPrint), ...unseen.map(({ key }) => key)]);
	const off = marked.filter(({ key }) => !listed.has(key));
	const done = off.filter(({ key }) => !handed.has(key));
	const touched = new Set([...off, ...marked.filter(({ key }) => altered.has(key))].flatMap(({ subject }) => subject ?? []));
	const entries = approved.filter((one) => printsOf(one).some((print) => touched.has(print)));
	const told = new Set(entries.flatMap(printsOf));
	const untold = done.filter(({ subject }) => subject === void 0 || !told.has(subject)).length;
	return [
		entryList(entries),
		untoldText(untold, commit),
		handedText(off.flatMap(({ key }) => handed.get(key) ?? (handed.has(key) ? null : [])))
	].filter((part) => part !== "");
}
/** What had no id when it was listed was listed by its name. */
function printsOf({ subject }) {
	return [subjectPrint(subject), subjectPrint({
		...subject,
		id: subject.name
	})];
}
function entryList(entries) {
	if (entries.length === 0) return "";
	const lines = entries.slice(-10).map((one) => `- ${approvedSentence(one, MARKDOWN)}`);
	return `Done in Discord:\n\n${[...entries.length > TOLD ? [`- ${entries.length - TOLD} earlier entries`] : [], ...lines].join("\n")}`;
}
function untoldText(count, commit) {
	if (count === 0) return "";
	const at = commit === null ? "" : ` (it is at commit ${commitWords(commit, MARKDOWN)} now)`;
	return `${counted(count, "thing")} ${count === 1 ? "is" : "are"} off the list, and no entry in the audit log says who did ${count === 1 ? "it" : "them"}: either the policy was changed back${at}, or Discord does not log such a change.`;
}
/** Of each thing the issue that tells of it now, or null. */
function handedText(issues) {
	if (issues.length === 0) return "";
	const numbers = [...new Set(issues.flatMap((number) => number ?? []))].toSorted((left, right) => left - right);
	const see = numbers.length === 0 ? "" : `: see ${numbers.map((number) => `#${number}`).join(", ")}`;
	const are = issues.length === 1 ? "is off the list, but still differs" : "are off the list, but still differ";
	return `${counted(issues.length, "thing")} ${are} from the policy, since Discord itself was changed there${see}.`;
}
function todoList(title, findings) {
	if (findings.length === 0) return "";
	const lines = findings.slice(0, TOLD).map((finding) => `- ${todoLine(finding)}`);
	const more = findings.length > TOLD ? [`- and ${findings.length - TOLD} more, see above`] : [];
	return `${title}:\n\n${[...lines, ...more].join("\n")}`;
}
// src/report/issues/plan-turns.ts
/** What is said on an issue that stands, or stood, at each turn of its life. */
const isRollout = (marker) => baseOf(marker.identity) === ROLLOUT;
/** Nothing of it is left. */
function overText(marker, context) {
	const base = baseOf(marker.identity);
	if (base === "brake") return RELIABLE_TEXT;
	if (base === "rollout") return rolloutOverText(newsOf(marker, { findings: [] }, context));
	if (base === "rollup") return ROLLUP_GONE_TEXT;
	const approved = approvedOn(base, context);
	if (awaitsOn(base, context)) return movedText(approved, context.numberOf(ROLLOUT));
	return base.startsWith("rule:") ? RULE_KEPT_TEXT : goneText(approved, context.body.commit);
}
/** Nothing is left of what a person accepted. */
function acceptedGoneText(marker, context) {
	if (isRollout(marker)) return ROLLOUT_ACCEPTED_GONE_TEXT;
	return awaitsOn(baseOf(marker.identity), context) ? movedText([], context.numberOf(ROLLOUT)) : ACCEPTED_GONE_TEXT;
}
/** It was over, and stands again. */
function backText(marker, { findings }) {
	return isRollout(marker) ? rolloutBackText(findings) : BACK_TEXT;
}
/** It stands, and is not what it was. */
function changedText(marker, told, context) {
	if (isRollout(marker)) return rolloutChangeText(newsOf(marker, told, context));
	const rollouts = context.report.findings.filter(awaitsRollout);
	const moved = new Set(rollouts.map(({ key }) => keyPrint({ key: key.replace(/\/rollout$/, "") })));
	return changeText(told.findings, marker.findings, {
		approved: approvedOn(baseOf(marker.identity), context),
		moved,
		rollout: context.numberOf(ROLLOUT)
	});
}
/** A person closed it, and that does not hold. */
function reopenedText(marker, accepted) {
	if (isRollout(marker)) return accepted ? ROLLOUT_ACCEPTED_CHANGED_TEXT : ROLLOUT_COMPLETED_TEXT;
	return accepted ? ACCEPTED_CHANGED_TEXT : COMPLETED_TEXT;
}
/** The entries that put something right on the subject of this base, in their order. */
function approvedOn(base, { report }) {
	return report.approved.filter(({ subject }) => subjectBase(subject) === base);
}
/** Whether something on the subject of this base awaits rollout. */
function awaitsOn(base, { report }) {
	return report.findings.some((finding) => awaitsRollout(finding) && subjectBase(finding.subject) === base);
}
function newsOf(marker, { findings, unseen = [] }, { report, body, numberOf }) {
	const drift = report.findings.filter((finding) => !awaitsRollout(finding) && !isEvent(finding));
	const handed = new Map(drift.map(({ key, subject }) => [keyPrint({ key: `${key}/rollout` }), numberOf(subjectBase(subject))]));
	return {
		findings,
		unseen,
		marked: marker.findings,
		approved: report.approved,
		handed,
		commit: body.commit
	};
}
// src/report/issues/plan-state.ts
/** What to do with the issue of something that stands or stood: silent, changed, gone, back, accepted. */
/** The step for an issue that nothing is found for any more; null where nothing is to be done. */
function planGone(known, context) {
	const { issue, marker } = known;
	if (marker.flags.includes("gone") || isPartial(marker, [], context.report)) return housekeeping(known, context);
	const next = {
		...marker,
		rev: marker.rev + 1,
		flags: ["gone"]
	};
	const body = replaceMarker(issue.body, next);
	if (issue.state === "open") {
		const comment = overText(marker, context);
		return editStep(known, {
			summary: `close issue #${issue.number}`,
			next,
			body,
			comment,
			state: {
				state: "closed",
				reason: "completed"
			}
		}, context);
	}
	const comment = isAccepted(known) ? acceptedGoneText(marker, context) : null;
	return editStep(known, {
		summary: `note on issue #${issue.number} that it is over`,
		next,
		body,
		comment
	}, context);
}
/** The step for an issue whose group stands; null where nothing is to be said. */
function planStanding(known, group, context) {
	const unseen = group.kind === "rollout" && !known.marker.flags.includes("gone") ? unseenMarks(known.marker, group.findings, context.report) : [];
	const seen = unseen.length === 0 ? group : {
		...group,
		unseen
	};
	return known.issue.state === "open" ? planOpen(known, seen, context) : planClosed(known, seen, context);
}
function planOpen(known, group, context) {
	const { issue, marker } = known;
	const summary = `update issue #${issue.number}`;
	if (marker.flags.includes("gone")) return tell(known, group, {
		context,
		summary,
		comment: backText(marker, group)
	});
	if (groupHashes(group, context).content === marker.content) return housekeeping(known, context);
	if (isPartial(marker, group.findings, context.report) && saysEnough(group, marker, context)) return housekeeping(known, context);
	return tell(known, group, {
		context,
		summary,
		comment: sameDifferences(group, marker) ? null : changedText(marker, group, context)
	});
}
function planClosed(known, group, context) {
	const { marker } = known;
	if (isAccepted(known) && isCovered(group, marker, context)) return narrowed(known, group, context);
	return tell(known, group, {
		context,
		summary: `reopen issue #${known.issue.number}`,
		comment: reopenText(known, group, context),
		state: { state: "open" }
	});
}
function reopenText(known, group, context) {
	const { marker } = known;
	if (marker.flags.includes("gone")) return backText(marker, group);
	const changed = sameDifferences(group, marker) ? "" : `\n\n${changedText(marker, group, context)}`;
	return `${reopenedText(marker, isAccepted(known))}${changed}`;
}
/** What is accepted and still stands stays accepted; what is over is forgotten, so that it cannot come back unseen. */
function narrowed(known, group, context) {
	const { issue, marker } = known;
	if (isPartial(marker, group.findings, context.report) || groupHashes(group, context).difference === marker.difference) return housekeeping(known, context);
	const next = nextMarker(known, group, context);
	const body = replaceMarker(issue.body, next);
	return editStep(known, {
		summary: `note on issue #${issue.number} what is left of it`,
		next,
		body,
		comment: null
	}, context);
}
/** The body as it is now, and one comment. */
function tell(known, group, { context, ...rest }) {
	const next = nextMarker(known, group, context);
	return editStep(known, {
		...rest,
		next,
		body: issueBody(group, next, context.body)
	}, context);
}
const differenceText = (one) => `${one.key} ${one.difference}`;
/** Whether the marker already speaks of each of these differences. */
function isCovered(group, marker, context) {
	if (groupHashes(group, context).difference === marker.difference) return true;
	const said = new Set(marker.findings.map(differenceText));
	return group.findings.length > 0 && markFindings(group.findings).every((one) => said.has(differenceText(one)));
}
/** Whether a look at a part is no reason to write: one subject's issue says all of it, the list of many subjects may have lost something that was seen. */
function saysEnough(group, marker, context) {
	return group.kind === "rollout" ? sameDifferences(group, marker) : isCovered(group, marker, context);
}
const weighedText = (marked) => marked.map((one) => `${differenceText(one)} ${one.severity}`).join();
/** Whether only what is known about them is different, not the differences or their weight. */
function sameDifferences({ findings, unseen }, marker) {
	return weighedText(markFindings(findings, unseen)) === weighedText(marker.findings);
}
// src/report/issues/plan.ts
/** The plan: findings and the issues that there are become steps, so that carrying them out twice, or half and again, ends in the same issues. */
/** The steps in the order in which they are to be carried out, worst first. */
function planIssues(input) {
	const board = boardOf(input);
	const acceptedByList = rollupAcceptance(input.report.findings, board.bases);
	const groups = wantedGroups(input, board, acceptedByList);
	const places = sharePlaces(groups, board.bases, {
		max: input.options.maxIssues,
		occupied: occupied(groups, board),
		settled: (group) => isSettled(group, board)
	});
	const all = [
		...input.report.brake === null ? [] : [{
			kind: "brake",
			base: BRAKE,
			subject: null,
			findings: []
		}],
		...places.own,
		places.rollup,
		places.moreEvents
	].filter((group) => group !== null);
	return {
		steps: [
			...all.map((group) => stepFor(group, board)),
			...withoutGroup(all, board),
			...[...board.bases.values()].flatMap((base) => [...duplicateSteps(base), ...forgetAccepted(base, board.context)])
		].filter((step) => step !== null),
		...outcome(all, board, acceptedByList)
	};
}
const noPatch = () => null;
function boardOf({ report, tracked, options, firstSeen, commit, patchOf }) {
	const known = knownIssues(tracked, report.guild.id);
	const body = {
		guild: report.guild,
		at: report.at,
		brake: report.brake,
		firstSeen: firstSeen ?? /* @__PURE__ */ new Map(),
		patchOf: patchOf ?? noPatch,
		commit: commit ?? null
	};
	const bases = knownBases(known);
	const numberOf = (base) => bases.get(base)?.main?.issue.number ?? null;
	return {
		context: {
			report,
			options,
			body,
			numberOf
		},
		known,
		bases,
		told: toldKeys(known)
	};
}
/** The groups that should have an issue: what is believed, is not accepted in a list, and was not told before. */
function wantedGroups({ report, history }, board, acceptedByList) {
	const findings = report.findings.filter((finding) => !acceptedByList.has(finding.key) && isBelieved(finding, board));
	return groupFindings(findings, history ?? /* @__PURE__ */ new Set()).map((group) => tellsOfEvents(group.kind) ? untold(group, board.told) : group).filter((group) => group !== null);
}
/** While the brake is on only what the log explains is believed, and what an issue says already. */
function isBelieved(finding, { context, bases }) {
	if (context.report.brake === null || isEvent(finding) || finding.attribution.status === "exact") return true;
	return groupFindings([finding], /* @__PURE__ */ new Set()).some((group) => [group.base, ROLLUP].some((home) => {
		const main = bases.get(home)?.main ?? null;
		return main !== null && (main.issue.state === "open" || isAccepted(main)) && isCovered(group, main.marker, context);
	}));
}
/** Whether a person accepted what the group says, so that its issue stays closed. */
function isSettled(group, { context, bases }) {
	const main = bases.get(group.base)?.main ?? null;
	return main !== null && isAccepted(main) && isCovered(group, main.marker, context);
}
/** Open issues that no group speaks of and that stay open: events, and what could not be checked. */
function occupied(groups, { bases, context }) {
	const spoken = new Set(groups.map((group) => group.base));
	return [...bases.values()].filter(({ base, kind, main }) => {
		if (main?.issue.state !== "open" || spoken.has(base)) return false;
		return kind === "events" || kind === "state" && isPartial(main.marker, [], context.report);
	}).length;
}
function stepFor(group, { bases, context }) {
	const of = bases.get(group.base);
	if (of === void 0 || of.main === null) return createStep(group, context);
	return tellsOfEvents(group.kind) ? planEvents(of.main, of, {
		group,
		context
	}) : planStanding(of.main, group, context);
}
/** The issues of which this check says nothing. */
function withoutGroup(groups, { bases, context }) {
	const spoken = new Set(groups.map((group) => group.base));
	return [...bases.values()].map((of) => {
		if (of.main === null || spoken.has(of.base)) return null;
		return tellsOfEvents(of.kind) ? planEvents(of.main, of, {
			group: null,
			context
		}) : planGone(of.main, context);
	});
}
/** Where each finding is told. */
function outcome(groups, board, acceptedByList) {
	const accepted = /* @__PURE__ */ new Map();
	const numbers = /* @__PURE__ */ new Map();
	const created = /* @__PURE__ */ new Map();
	for (const finding of board.context.report.findings) {
		const home = acceptedByList.get(finding.key) ?? homeOf(finding, groups, board);
		if (home === null) continue;
		if (typeof home === "string") {
			created.set(finding.key, home);
			continue;
		}
		numbers.set(finding.key, home.issue.number);
		if (staysAccepted(finding, home, {
			groups,
			board
		})) accepted.set(finding.key, {
			issue: home.issue.number,
			by: home.issue.closedBy
		});
	}
	return {
		accepted,
		numbers,
		created
	};
}
/** The known issue, or the identity of the one to be made; null where no issue tells of it (more than a roll-up can list). */
function homeOf(finding, groups, { bases, told }) {
	const group = groups.find(({ findings }) => findings.some(({ key }) => key === finding.key));
	if (group === void 0) return isEvent(finding) ? told.get(keyPrint(finding)) ?? null : null;
	return bases.get(group.base)?.main ?? newIdentity(group);
}
/** Whether the issue is closed by a person and this plan leaves it so. */
function staysAccepted(finding, home, board) {
	const group = board.groups.find(({ findings }) => findings.includes(finding));
	return group === void 0 ? isAccepted(home) : isSettled(group, board.board);
}
// src/runs/find-memory.ts
/** Of the cursors that can be trusted and read, the one that reaches furthest. Throws CannotCheck where the store cannot be asked. */
async function findMemory({ cursors, guild, now }) {
	const { candidates, refused } = await cursors.find();
	const parsed = candidates.map(({ text, runId }) => ({
		runId,
		...parseMemory(text, guild, now)
	}));
	const memories = parsed.flatMap((one) => one.ok ? [one.memory] : []);
	const unusable = parsed.flatMap((one) => one.ok ? [] : [`The cursor of run ${one.runId} was not used: ${one.why}`]);
	const [furthest] = memories.toSorted((left, right) => reach(right) - reach(left) || (right.through > left.through ? 1 : -1));
	return {
		memory: furthest ?? null,
		refused: [...refused, ...unusable]
	};
}
/** Ids fit no number exactly; what is lost is far below a second. */
function reach(memory) {
	return Number(BigInt(memory.after));
}
/** The numbers of the issues that it names. */
function issuesIn(memory) {
	return (memory?.standing ?? []).flatMap(({ issue }) => issue ?? []);
}
// src/runs/patches.ts
/** For each finding alone: the edit of the policy file that would accept it, as a diff that an issue can show. */
/** Nobody reads more of them in one run. */
const MOST_PATCHES = 30;
/** Each reads the file twice and checks again: of a very large one only the first few are made, so that a run stays quick. */
const MOST_READ = 2e6;
/** A longer one is for the command: an issue says then what to do in words. */
const LONGEST = {
	lines: 60,
	characters: 4e3
};
/** Made when an issue asks for it; null for what cannot be accepted, is too long, or is one too many. */
function patchesFor({ report, input }, source) {
	const findings = new Map(report.findings.filter((finding) => !isEvent(finding)).map((finding) => [finding.key, finding]));
	const made = /* @__PURE__ */ new Map();
	const most = Math.min(MOST_PATCHES, Math.ceil(MOST_READ / (2 * source.text.length)));
	return (key) => {
		const known = made.get(key);
		if (known !== void 0) return known;
		const finding = findings.get(key);
		if (finding === void 0 || report.brake !== null || made.size >= most) return null;
		const patch = patchFor(finding, input, source);
		made.set(key, patch);
		return patch;
	};
}
/** Who did it does not matter here, so the check is made as if everything were believed. */
function patchFor(finding, input, source) {
	const recheck = (policy) => checkGuild({
		...input,
		policy,
		confirmMassChange: true
	}).report.findings;
	const { text } = adoptFindings({
		source,
		sides: sidesOf(input, input.memory?.names ?? /* @__PURE__ */ new Map()),
		findings: recheck(input.policy),
		chosen: [finding],
		recheck,
		write: inertScalar
	});
	const patch = unifiedDiff(source.file, source.text, text);
	return isShowable(patch) ? patch : null;
}
/** A name that nothing in Markdown, mail or a terminal can take for more than a name. */
function inertScalar(text) {
	const inert = yamlString(text);
	return inert === JSON.stringify(text) ? writeScalar(text) : inert;
}
/** Short, nothing in it that a reader would not see, and nothing that acts where a mail shows the issue without its fences. */
function isShowable(patch) {
	if (patch === "" || patch.length > LONGEST.characters || patch.split("\n").length > LONGEST.lines) return false;
	return !HIDDEN.test(patch) && !ACTING.test(withoutOwnWords(patch));
}
const HIDDEN = /(?![\t\n\r])[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;
/** Mentions, references, addresses and the beginning of a hidden comment: an old name in the file may hold them. */
const ACTING = /[@#]|:\/\/|\bGH-\d|<!--/i;
/** The role that every policy names, the places of the hunks, and comments, unless they would hide something. */
function withoutOwnWords(patch) {
	return patch.replaceAll("\"@everyone\"", "").replaceAll(/^@@ .* @@$/gm, "").replaceAll(/ # (?!.*<!--).*$/gm, "");
}
// src/runs/previous-policy.ts
/** No request where the last run checked the same commit. Throws CannotCheck only where GitHub does not answer. */
async function findPreviousPolicy({ memory, policy, source, commit, policyAt }) {
	const last = memory?.commit ?? commit;
	if (last === commit) return {
		previous: null,
		remarks: []
	};
	const at = await policyAt(last);
	if (at.kind === "read" && at.source.text === source.text) return {
		previous: null,
		remarks: []
	};
	const read = policyIn$1(at, policy);
	return "why" in read ? {
		previous: null,
		remarks: [remarkOn(last, read.why)]
	} : {
		previous: read.policy,
		remarks: []
	};
}
function policyIn$1(at, { guild }) {
	if (at.kind === "missing") return { why: "there is no such file, or no such commit any more" };
	if (at.kind === "unreadable") return { why: at.why };
	const result = validate(at.source);
	if (!result.ok) return { why: "it has mistakes" };
	return result.policy.guild.id === guild.id ? { policy: result.policy } : { why: "it is for another server" };
}
function remarkOn(commit, why) {
	return `The policy at the last run's commit ${commit.slice(0, 7)} could not be read (${why}), so what the policy changed since then may be told as drift.`;
}
// src/runs/watch.ts
/** Throws CannotCheck when the check could not be made or the issues not be brought up to date; then the cursor stays. */
async function watch(request) {
	request.progress("Looking for the cursor of the last run");
	const quest = {
		...request,
		guild: request.policy.guild.id
	};
	const [found, desk] = await Promise.all([findMemory(quest), request.openDesk()]);
	await refuseOlderPolicy(found.memory, request);
	const [tracked, { previous, remarks, look }] = await Promise.all([readIssues$1(desk, found, request), lookSince(found, request)]);
	const start = startOf(found, knownIssues(tracked, request.policy.guild.id).length > 0);
	const whole = await judge({
		...request,
		previous,
		memory: found.memory,
		start
	}, look);
	const checked = discreetly(whole, request.minimal);
	const plan = planFor(checked, tracked, {
		request,
		memory: found.memory,
		patchOf: patchesFor(whole, request.source)
	});
	request.progress(plan.steps.length === 0 ? "The issues are up to date" : `Bringing the issues up to date in ${counted(plan.steps.length, "step")}`);
	const carried = await desk.carryOut(plan.steps);
	const numbers = new Map([...plan.numbers, ...[...plan.created].flatMap(([key, identity]) => pair(key, carried.created.get(identity)))]);
	const cursor = checked.memory === null ? null : printMemory(withIssues(checked.memory, numbers));
	return {
		report: withAccepted(checked.report, plan.accepted),
		accepted: plan.accepted,
		issues: [...new Set(numbers.values())].toSorted((left, right) => left - right),
		remarks: [
			...found.refused,
			...remarks,
			...carried.warnings,
			...(cursor?.cut ?? null) === null ? [] : [`The cursor would be larger than 1 MiB, so ${cursor?.cut ?? ""}`]
		],
		cursor: cursor?.text ?? null
	};
}
async function refuseOlderPolicy(memory, { commit, isOlder }) {
	const last = memory?.commit ?? commit;
	if (last !== commit && await isOlder(commit, last)) throw new CannotCheck("This re-run would check an older policy than the last run did; start a new run.");
}
/** The policy of the last run first: it says of whom to ask as well. */
async function lookSince({ memory }, request) {
	const before = await findPreviousPolicy({
		...request,
		memory
	});
	return {
		...before,
		look: await lookAtGuild({
			...request,
			previous: before.previous,
			memory
		})
	};
}
async function readIssues$1(desk, { memory }, { progress }) {
	progress("Reading the issues of this tool");
	return await desk.readTracked(issuesIn(memory));
}
/** Issues without a cursor: it was lost, and that must not look like a beginning. */
function startOf({ memory, refused }, issuesExist) {
	if (memory !== null) return { kind: "continued" };
	if (!issuesExist) return { kind: "first" };
	return {
		kind: "lost",
		why: refused.length === 0 ? "no run of this workflow has kept one" : refused.join("; ")
	};
}
function discreetly({ report, memory }, minimal) {
	if (!minimal) return {
		report,
		memory
	};
	return {
		report: redactReport(report),
		memory: memory === null ? null : discreetMemory(memory)
	};
}
function planFor({ report, memory: next }, tracked, { request, memory, patchOf }) {
	return planIssues({
		report,
		tracked,
		options: request.issues,
		history: new Set(report.findings.filter(({ past }) => past === true).map(({ key }) => key)),
		firstSeen: new Map((next ?? memory)?.standing.map(({ key, firstSeen }) => [key, firstSeen])),
		commit: request.commit,
		patchOf
	});
}
function pair(key, number) {
	return number === void 0 ? [] : [[key, number]];
}
function withIssues(memory, numbers) {
	return {
		...memory,
		standing: memory.standing.map((finding) => ({
			...finding,
			issue: numbers.get(finding.key) ?? finding.issue
		}))
	};
}
function withAccepted(report, accepted) {
	const findings = report.findings.map((finding) => {
		const by = accepted.get(finding.key);
		return by === void 0 ? finding : {
			...finding,
			accepted: by.issue
		};
	});
	return {
		...report,
		findings
	};
}
// src/files/repository-path.ts
/** Where a file of the checkout is within its repository: GitHub knows it by that path. */
/**
* The path from the folder that has `.git` to the file, with forward slashes. `file` may be absolute, or relative to the workspace. The checkout may
* be in a folder of the workspace (the `path` of actions/checkout); without a `.git` up to the workspace, that counts.
*/
async function repositoryPath(workspace, file) {
	const path = resolve(workspace, file);
	const root = await rootAbove(dirname(path), resolve(workspace)) ?? resolve(workspace);
	return relative(root, path).split(sep).join("/");
}
async function rootAbove(folder, workspace) {
	if (!isWithin(folder, workspace)) return null;
	if (await isThere(join(folder, ".git"))) return folder;
	return folder === workspace ? null : await rootAbove(dirname(folder), workspace);
}
function isWithin(folder, workspace) {
	const path = relative(workspace, folder);
	return path === "" || !isAbsolute(path) && path.split(sep)[0] !== "..";
}
/** A folder, or in a worktree a file. */
async function isThere(path) {
	try {
		await stat(path);
		return true;
	} catch {
		return false;
	}
}
// node_modules/@octokit/plugin-paginate-rest/dist-bundle/index.js
var VERSION$1 = "0.0.0-development";
function normalizePaginatedListResponse(response) {
	if (!response.data) return {
		...response,
		data: []
	};
	if (!(("total_count" in response.data || "total_commits" in response.data) && !("url" in response.data))) return response;
	const incompleteResults = response.data.incomplete_results;
	const repositorySelection = response.data.repository_selection;
	const totalCount = response.data.total_count;
	const totalCommits = response.data.total_commits;
	delete response.data.incomplete_results;
	delete response.data.repository_selection;
	delete response.data.total_count;
	delete response.data.total_commits;
	const namespaceKey = Object.keys(response.data)[0];
	response.data = response.data[namespaceKey];
	if (typeof incompleteResults !== "undefined") response.data.incomplete_results = incompleteResults;
	if (typeof repositorySelection !== "undefined") response.data.repository_selection = repositorySelection;
	response.data.total_count = totalCount;
	response.data.total_commits = totalCommits;
	return response;
}
function iterator(octokit, route, parameters) {
	const options = typeof route === "function" ? route.endpoint(parameters) : octokit.request.endpoint(route, parameters);
	const requestMethod = typeof route === "function" ? route : octokit.request;
	const method = options.method;
	const headers = options.headers;
	let url = options.url;
	return { [Symbol.asyncIterator]: () => ({ async next() {
		if (!url) return { done: true };
		try {
			const normalizedResponse = normalizePaginatedListResponse(await requestMethod({
				method,
				url,
				headers
			}));
			url = ((normalizedResponse.headers.link || "").match(/<([^<>]+)>;\s*rel="next"/) || [])[1];
			if (!url && "total_commits" in normalizedResponse.data) {
				const parsedUrl = new URL(normalizedResponse.url);
				const params = parsedUrl.searchParams;
				const page = parseInt(params.get("page") || "1", 10);
				if (page * parseInt(params.get("per_page") || "250", 10) < normalizedResponse.data.total_commits) {
					params.set("page", String(page + 1));
					url = parsedUrl.toString();
				}
			}
			return { value: normalizedResponse };
		} catch (error) {
			if (error.status !== 409) throw error;
			url = "";
			return { value: {
				status: 200,
				headers: {},
				data: []
			} };
		}
	} }) };
}
function paginate(octokit, route, parameters, mapFn) {
	if (typeof parameters === "function") {
		mapFn = parameters;
		parameters = void 0;
	}
	return gather(octokit, [], iterator(octokit, route, parameters)[Symbol.asyncIterator](), mapFn);
}
function gather(octokit, results, iterator2, mapFn) {
	return iterator2.next().then((result) => {
		if (result.done) return results;
		let earlyExit = false;
		function done() {
			earlyExit = true;
		}
		results = results.concat(mapFn ? mapFn(result.value, done) : result.value.data);
		if (earlyExit) return results;
		return gather(octokit, results, iterator2, mapFn);
	});
}
Object.assign(paginate, { iterator });
function paginateRest(octokit) {
	return { paginate: Object.assign(paginate.bind(null, octokit), { iterator: iterator.bind(null, octokit) }) };
}
paginateRest.VERSION = VERSION$1;
/* v8 ignore next -- @preserve */
// node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var import_light = /* @__PURE__ */ __toESM(require_light(), 1);
var VERSION = "0.0.0-development";
var noop = () => Promise.resolve();
function wrapRequest(state, request, options) {
	return state.retryLimiter.schedule(doRequest, state, request, options);
}
async function doRequest(state, request, options) {
	const { pathname } = new URL(options.url, "http://github.test");
	const isAuth = isAuthRequest(options.method, pathname);
	const isWrite = !isAuth && options.method !== "GET" && options.method !== "HEAD";
	const isSearch = options.method === "GET" && pathname.startsWith("/search/");
	const isGraphQL = pathname.startsWith("/graphql");
	const jobOptions = ~~request.retryCount > 0 ? {
		priority: 0,
		weight: 0
	} : {};
	if (state.clustering) jobOptions.expiration = 6e4;
	if (isWrite || isGraphQL) await state.write.key(state.id).schedule(jobOptions, noop);
	if (isWrite && state.triggersNotification(pathname)) await state.notifications.key(state.id).schedule(jobOptions, noop);
	if (isSearch) await state.search.key(state.id).schedule(jobOptions, noop);
	const req = (isAuth ? state.auth : state.global).key(state.id).schedule(jobOptions, request, options);
	if (isGraphQL) {
		const res = await req;
		if (res.data.errors != null && res.data.errors.some((error) => error.type === "RATE_LIMITED")) throw Object.assign(/* @__PURE__ */ new Error("GraphQL Rate Limit Exceeded"), {
			response: res,
			data: res.data
		});
	}
	return req;
}
function isAuthRequest(method, pathname) {
	return method === "PATCH" && /^\/applications\/[^/]+\/token\/scoped$/.test(pathname) || method === "POST" && (/^\/applications\/[^/]+\/token$/.test(pathname) || /^\/app\/installations\/[^/]+\/access_tokens$/.test(pathname) || pathname === "/login/oauth/access_token");
}
var triggers_notification_paths_default = [
	"/orgs/{org}/invitations",
	"/orgs/{org}/invitations/{invitation_id}",
	"/orgs/{org}/teams/{team_slug}/discussions",
	"/orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments",
	"/repos/{owner}/{repo}/collaborators/{username}",
	"/repos/{owner}/{repo}/commits/{commit_sha}/comments",
	"/repos/{owner}/{repo}/issues",
	"/repos/{owner}/{repo}/issues/{issue_number}/comments",
	"/repos/{owner}/{repo}/issues/{issue_number}/sub_issue",
	"/repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority",
	"/repos/{owner}/{repo}/pulls",
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments",
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
	"/repos/{owner}/{repo}/pulls/{pull_number}/merge",
	"/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
	"/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
	"/repos/{owner}/{repo}/releases",
	"/teams/{team_id}/discussions",
	"/teams/{team_id}/discussions/{discussion_number}/comments"
];
function routeMatcher(paths) {
	const regex2 = `^(?:${paths.map((path) => path.split("/").map((c) => c.startsWith("{") ? "(?:.+?)" : c).join("/")).map((r) => `(?:${r})`).join("|")})[^/]*$`;
	return new RegExp(regex2, "i");
}
var regex = routeMatcher(triggers_notification_paths_default);
var triggersNotification = regex.test.bind(regex);
var groups = {};
var createGroups = function(Bottleneck, common) {
	groups.global = new Bottleneck.Group({
		id: "octokit-global",
		maxConcurrent: 10,
		...common
	});
	groups.auth = new Bottleneck.Group({
		id: "octokit-auth",
		maxConcurrent: 1,
		...common
	});
	groups.search = new Bottleneck.Group({
		id: "octokit-search",
		maxConcurrent: 1,
		minTime: 2e3,
		...common
	});
	groups.write = new Bottleneck.Group({
		id: "octokit-write",
		maxConcurrent: 1,
		minTime: 1e3,
		...common
	});
	groups.notifications = new Bottleneck.Group({
		id: "octokit-notifications",
		maxConcurrent: 1,
		minTime: 3e3,
		...common
	});
};
function throttling(octokit, octokitOptions) {
	const { enabled = true, Bottleneck = import_light.default, id = "no-id", timeout = 12e4, connection } = octokitOptions.throttle || {};
	if (!enabled) return {};
	const common = { timeout };
	if (typeof connection !== "undefined") common.connection = connection;
	const state = Object.assign({
		clustering: connection != null,
		triggersNotification,
		fallbackSecondaryRateRetryAfter: 60,
		retryAfterBaseValue: 1e3,
		id
	}, octokitOptions.throttle);
	if (typeof state.onSecondaryRateLimit !== "function" || typeof state.onRateLimit !== "function") throw new Error(`octokit/plugin-throttling error:
        You must pass the onSecondaryRateLimit and onRateLimit error handlers.
        See https://octokit.github.io/rest.js/#throttling

        const octokit = new Octokit({
          throttle: {
            onSecondaryRateLimit: (retryAfter, options) => {/* ... */},
            onRateLimit: (retryAfter, options) => {/* ... */}
          }
        })
    `);
	let initialized = false;
	const initializeBottleneck = () => {
		if (initialized) return;
		initialized = true;
		if (groups.global == null) createGroups(Bottleneck, common);
		state.global = state.global ?? groups.global;
		state.auth = state.auth ?? groups.auth;
		state.search = state.search ?? groups.search;
		state.write = state.write ?? groups.write;
		state.notifications = state.notifications ?? groups.notifications;
		state.retryLimiter = state.retryLimiter ?? new Bottleneck();
		const events = {};
		const emitter = new Bottleneck.Events(events);
		events.on("secondary-limit", state.onSecondaryRateLimit);
		events.on("rate-limit", state.onRateLimit);
		events.on("error", (e) => octokit.log.warn("Error in throttling-plugin limit handler", e));
		state.retryLimiter.on("failed", async function(error, info) {
			const [state2, request, options] = info.args;
			const { pathname } = new URL(options.url, "http://github.test");
			if (!(pathname.startsWith("/graphql") && error.status !== 401 || error.status === 403 || error.status === 429)) return;
			const retryCount = ~~request.retryCount;
			request.retryCount = retryCount;
			options.request.retryCount = retryCount;
			const { wantRetry, retryAfter = 0 } = await (async function() {
				if (/\bsecondary rate\b/i.test(error.message)) {
					const retryAfter2 = Number(error.response.headers["retry-after"]) || state2.fallbackSecondaryRateRetryAfter;
					return {
						wantRetry: await emitter.trigger("secondary-limit", retryAfter2, options, octokit, retryCount),
						retryAfter: retryAfter2
					};
				}
				if (error.response.headers != null && error.response.headers["x-ratelimit-remaining"] === "0" || (error.response.data?.errors ?? []).some((error2) => error2.type === "RATE_LIMITED")) {
					const rateLimitReset = (/* @__PURE__ */ new Date(~~error.response.headers["x-ratelimit-reset"] * 1e3)).getTime();
					const retryAfter2 = Math.max(Math.ceil((rateLimitReset - Date.now()) / 1e3) + 1, 0);
					return {
						wantRetry: await emitter.trigger("rate-limit", retryAfter2, options, octokit, retryCount),
						retryAfter: retryAfter2
					};
				}
				return {};
			})();
			if (wantRetry) {
				request.retryCount++;
				return retryAfter * state2.retryAfterBaseValue;
			}
		});
	};
	octokit.hook.wrap("request", (request, options) => {
		initializeBottleneck();
		return wrapRequest(state, request, options);
	});
	return {};
}
throttling.VERSION = VERSION;
throttling.triggersNotification = triggersNotification;
// src/github/client.ts
/** The connection to GitHub's API: one repository, bounded answers, polite waits, and creates that are never repeated blindly. */
const RETRY_UNIT_MS = 1e3;
const TIMEOUT_MS$1 = 3e4;
const MAX_ANSWER_BYTES = 33554432;
/** GitHub's advice of how long to wait is followed up to this, in seconds, and so many times. */
const LONGEST_WAIT_S = 120;
const MOST_WAITS = 3;
const PAGE_SIZE = 100;
const MAX_PAGES = 200;
const Client = Octokit.plugin(paginateRest, retry, throttling);
function createGitHubClient(connection) {
	const octokit = new Client(optionsOf(connection));
	const here = {
		owner: connection.owner,
		repo: connection.repo
	};
	const send = async (route, parameters = {}) => {
		const { data } = await octokit.request(route, {
			...here,
			...parameters
		});
		return data;
	};
	return {
		read: send,
		readPages: (route, parameters = {}) => readPages(octokit, route, {
			...here,
			per_page: PAGE_SIZE,
			...parameters
		}),
		write: send,
		createOnce: async (route, parameters) => await send(route, {
			...parameters,
			request: { retries: 0 }
		}),
		locate: async (route, parameters = {}) => {
			const { headers } = await octokit.request(route, {
				...here,
				...parameters
			});
			return headers.location ?? null;
		},
		retryUnitMs: connection.retryUnitMs ?? RETRY_UNIT_MS,
		viewer: async () => await octokit.graphql("query { viewer { login } }")
	};
}
async function* readPages(octokit, route, parameters) {
	let pages = 0;
	for await (const { data } of octokit.paginate.iterator(route, parameters)) {
		pages += 1;
		if (pages > MAX_PAGES) throw new CannotCheck("A list on GitHub did not end after 200 pages. Report it with the step's log.");
		if (!Array.isArray(data)) throw new CannotCheck("GitHub's answer is not the list that it should be. Run again.");
		yield data;
	}
}
/** GitHub's pace (3 s between issues) is for github.com; on this machine it would only make tests slow. */
function optionsOf({ apiUrl, token, retryUnitMs }) {
	return {
		baseUrl: apiUrl,
		auth: token,
		userAgent: "discord-permission-drift",
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		},
		request: { fetch: boundedFetch },
		retry: { retryAfterBaseValue: retryUnitMs ?? RETRY_UNIT_MS },
		throttle: {
			enabled: !isLoopback(new URL(apiUrl).hostname),
			onRateLimit: isWorthWaiting,
			onSecondaryRateLimit: isWorthWaiting
		}
	};
}
/** The plugin's question: so many seconds, after so many waits before. */
function isWorthWaiting(seconds, ...[, , count]) {
	return seconds <= LONGEST_WAIT_S && count < MOST_WAITS;
}
async function boundedFetch(url, init) {
	return await fetchWhole(url, init, {
		maxBytes: MAX_ANSWER_BYTES,
		timeoutMs: TIMEOUT_MS$1
	});
}
/** Octokit would write its warnings to the job's log, where they could hold text from outside. */
function quiet() {}
// src/github/errors.ts
/** What went wrong on the way to GitHub, in words that say what to do. */
/** The status of a failed request; null where it is no answer of GitHub at all. A network failure counts as 500, as Octokit has it. */
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}
/** An answer that is not what it should be, to a request that may have had its effect. */
var BrokenAnswer = class extends Error {
	name = "BrokenAnswer";
};
/** Whether nobody knows if the request had its effect: GitHub failed, or the answer was lost on the way. */
function isUnclear(error) {
	const status = statusOf(error);
	return status === null ? isNetworkFailure(error) : status >= 500;
}
function isNetworkFailure(error) {
	return error instanceof TypeError || error instanceof DOMException || error instanceof BrokenAnswer;
}
/** The sentence for a request that failed for good. */
function explainGitHub(error, need) {
	if (error instanceof CannotCheck) return error;
	const cause = { cause: error };
	const status = statusOf(error);
	if (status === 401) return new CannotCheck("GitHub does not accept the token. Leave the input github-token out, or give it a token that is valid.", cause);
	if (isRateLimited(error)) return new CannotCheck("GitHub limits the requests of this token. The next run goes on where this one stopped.", cause);
	if (status === 403) return new CannotCheck(`The GitHub token lacks a right. Give the job "${need}" under permissions.`, cause);
	if (status === 410) return new CannotCheck("Issues are turned off for this repository. Turn on Issues in the repository's settings.", cause);
	if (status === 404) return new CannotCheck(`GitHub does not find the repository for this token. Give the job "${need}" under permissions.`, cause);
	if (status === 422) return new CannotCheck("GitHub did not accept a request of this tool. Report it with the step's log.", cause);
	return new CannotCheck("GitHub cannot be reached, or has trouble. The next run goes on where this one stopped.", cause);
}
/** GitHub's two limits come as 403 or 429; a missing right is 403 too. */
function isRateLimited(error) {
	const status = statusOf(error);
	return status === 429 || status === 403 && error instanceof Error && /rate limit/i.test(error.message);
}
/** Whether GitHub said that this token may not, or sees nothing there. */
function isNotAllowed(error) {
	const status = statusOf(error);
	return status === 404 || status === 403 && !isRateLimited(error);
}
// src/github/issue-data.ts
/** Null where the value is not an issue. */
function parseIssue(value) {
	if (!isRecord(value)) return null;
	const { number, title, state } = value;
	const author = loginOf$1(value["user"]);
	if (!isIssueNumber(number) || typeof title !== "string" || state !== "open" && state !== "closed" || author === null) return null;
	return {
		number,
		title,
		body: textOf$2(value["body"]) ?? "",
		state,
		stateReason: textOf$2(value["state_reason"]),
		labels: labelsOf(value["labels"]),
		closedBy: loginOf$1(value["closed_by"]),
		author,
		pullRequest: isRecord(value["pull_request"]),
		saysWhoClosed: value["closed_by"] !== void 0
	};
}
/** The logins that an issue is assigned to, in lower case. */
function assigneesOf(value) {
	const assignees = isRecord(value) ? value["assignees"] : null;
	if (!Array.isArray(assignees)) return /* @__PURE__ */ new Set();
	return new Set(assignees.map((one) => (loginOf$1(one) ?? "").toLowerCase()));
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Logins are compared without case, as GitHub does. */
function sameLogin(left, right) {
	return left.toLowerCase() === right.toLowerCase();
}
/** The author or assignee of something; null for a deleted account. */
function loginOf$1(user) {
	return isRecord(user) ? textOf$2(user["login"]) : null;
}
function isIssueNumber(value) {
	return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
function textOf$2(value) {
	return typeof value === "string" ? value : null;
}
/** A label is an object with a name, or (in old answers) the name itself. */
function labelsOf(labels) {
	if (!Array.isArray(labels)) return [];
	return labels.map((label) => isRecord(label) ? label["name"] : label).filter((name) => typeof name === "string");
}
// src/github/commit-order.ts
/** Compares two commits or branches. Throws CannotCheck where GitHub does not answer. */
async function compareCommits(github, base, head) {
	if (base === head) return "identical";
	try {
		const answer = await github.read("GET /repos/{owner}/{repo}/compare/{basehead}", {
			basehead: `${base}...${head}`,
			per_page: 1
		});
		const status = isRecord(answer) ? answer["status"] : null;
		return status === "identical" || status === "ahead" || status === "behind" || status === "diverged" ? status : "unknown";
	} catch (error) {
		const status = statusOf(error);
		if (status === 404 || status === 422) return "unknown";
		throw explainGitHub(error, "contents: read");
	}
}
/** Whether a commit is part of a branch. */
async function isOnBranch(github, sha, branch) {
	const order = await compareCommits(github, sha, branch);
	return order === "identical" || order === "ahead";
}
// src/github/trusted-run.ts
/** Events that only people with write access, or GitHub's clock, can cause on the default branch. */
const TRUSTED_EVENTS = /* @__PURE__ */ new Set([
	"schedule",
	"workflow_dispatch",
	"repository_dispatch",
	"push"
]);
/** The zip around a cursor of at most 1 MiB. */
const MAX_ARTIFACT_BYTES = 1114112;
/** Why a run cannot be trusted, as a clause, or null where it can. (Whether its commit is on the default branch takes a request.) */
function distrustRun(run, trust) {
	if (run.repositoryId !== trust.repositoryId) return "it belongs to another repository";
	if (run.headRepositoryId !== trust.repositoryId) return "it ran code of a fork";
	if (run.workflowId !== trust.workflowId) return "it belongs to another workflow";
	if (run.headBranch !== trust.defaultBranch) return `it did not run on ${trust.defaultBranch}`;
	if (!TRUSTED_EVENTS.has(run.event)) return `it was started by ${safeWord(run.event)}`;
	return null;
}
/** Why the artifact of a trusted run cannot be trusted, as a clause, or null where it can. */
function distrustArtifact(artifact, run, trust) {
	if (artifact.run.id !== run.id) return "GitHub says that it is from another run";
	if (artifact.run.repositoryId !== trust.repositoryId) return "it belongs to another repository";
	if (artifact.run.headRepositoryId !== trust.repositoryId) return "it was made by code of a fork";
	if (artifact.run.headBranch !== trust.defaultBranch) return `it was not made on ${trust.defaultBranch}`;
	if (artifact.run.headSha !== run.headSha) return "it was made from another commit than its run";
	if (artifact.expired) return "it has expired";
	if (artifact.bytes > 1114112) return "it is too large for a cursor";
	if (artifact.digest === null || !/^sha256:[\da-f]{64}$/.test(artifact.digest)) return "it has no SHA-256 digest";
	return null;
}
/**
* Why a run may not write issues or a cursor, as a clause, or null where it may: only the default branch holds what was agreed, and a
* cursor of any other run would not be trusted later.
*/
function whyDry({ event, ref }, defaultBranch) {
	if (!TRUSTED_EVENTS.has(event)) return `a run that was started by ${safeWord(event)} only shows what it would do`;
	return ref === `refs/heads/${defaultBranch}` ? null : `this is not the default branch, ${defaultBranch}`;
}
/** An event's name comes from GitHub, but it ends up in a log: only letters that a name can have. */
function safeWord(text) {
	return text.replaceAll(/\W/g, "?").slice(0, 40);
}
// src/github/download.ts
/** Downloads one artifact: bounded, without our token at the storage, and compared with GitHub's digest before anything is unpacked. */
const TIMEOUT_MS = 3e4;
/** The pause before each try, in units of the client. */
const TRIES = [
	0,
	2,
	5
];
/** Throws CannotCheck where GitHub or its storage fails: then nobody knows what the cursor says. */
async function downloadArtifact(github, artifact) {
	const tries = oneByOne(TRIES, async (wait) => {
		if (wait > 0) await setTimeout$1(wait * github.retryUnitMs);
		return await tryDownload(github, artifact);
	});
	for await (const result of tries) if (result !== null) return result;
	throw new CannotCheck("The cursor of the last run cannot be downloaded from GitHub. Run again later.");
}
/** Null where another try may help. Each try asks for a new address, since one is good for a minute only. */
async function tryDownload(github, artifact) {
	const address = await locate(github, artifact.id);
	if (address === "expired") return {
		ok: false,
		why: "it has expired"
	};
	const url = parseAddress(address);
	if (url === null) return {
		ok: false,
		why: "GitHub's address for it is not one that can be trusted"
	};
	try {
		const response = await fetchWhole(url, { method: "GET" }, {
			maxBytes: MAX_ARTIFACT_BYTES,
			timeoutMs: TIMEOUT_MS
		});
		return response.status === 200 ? checkDigest(new Uint8Array(await response.arrayBuffer()), artifact.digest) : null;
	} catch (error) {
		return error instanceof AnswerTooLarge ? {
			ok: false,
			why: "it is too large for a cursor"
		} : null;
	}
}
async function locate(github, id) {
	const parameters = {
		artifact_id: id,
		archive_format: "zip"
	};
	try {
		return await github.locate("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", parameters);
	} catch (error) {
		const status = statusOf(error);
		if (status === 410 || status === 404) return "expired";
		throw explainGitHub(error, "actions: read");
	}
}
function parseAddress(address) {
	if (address === null || !URL.canParse(address)) return null;
	const url = new URL(address);
	return url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname) ? url : null;
}
function checkDigest(zip, digest) {
	return `sha256:${createHash("sha256").update(zip).digest("hex")}` === digest ? {
		ok: true,
		zip
	} : {
		ok: false,
		why: "its content is not what its digest says"
	};
}
// node_modules/fflate/esm/index.mjs
var require = createRequire("/");
var _a;
try {
	_a = require("worker_threads"), _a.Worker, _a.isMarkedAsUntransferable;
} catch (e) {}
var u8 = Uint8Array;
var u16 = Uint16Array;
var i32 = Int32Array;
var fleb = new u8([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	1,
	1,
	1,
	1,
	2,
	2,
	2,
	2,
	3,
	3,
	3,
	3,
	4,
	4,
	4,
	4,
	5,
	5,
	5,
	5,
	0,
	0,
	0,
	0
]);
var fdeb = new u8([
	0,
	0,
	0,
	0,
	1,
	1,
	2,
	2,
	3,
	3,
	4,
	4,
	5,
	5,
	6,
	6,
	7,
	7,
	8,
	8,
	9,
	9,
	10,
	10,
	11,
	11,
	12,
	12,
	13,
	13,
	0,
	0
]);
var clim = new u8([
	16,
	17,
	18,
	0,
	8,
	7,
	9,
	6,
	10,
	5,
	11,
	4,
	12,
	3,
	13,
	2,
	14,
	1,
	15
]);
var freb = function(eb, start) {
	var b = new u16(31);
	for (var i = 0; i < 31; ++i) b[i] = start += 1 << eb[i - 1];
	var r = new i32(b[30]);
	for (var i = 1; i < 30; ++i) for (var j = b[i]; j < b[i + 1]; ++j) r[j] = j - b[i] << 5 | i;
	return {
		b,
		r
	};
};
var _a = freb(fleb, 2);
var fl = _a.b;
var revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0);
var fd = _b.b;
_b.r;
var rev = new u16(32768);
for (var i = 0; i < 32768; ++i) {
	var x = (i & 43690) >> 1 | (i & 21845) << 1;
	x = (x & 52428) >> 2 | (x & 13107) << 2;
	x = (x & 61680) >> 4 | (x & 3855) << 4;
	rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
}
var hMap = (function(cd, mb, r) {
	var s = cd.length;
	var i = 0;
	var l = new u16(mb);
	for (; i < s; ++i) if (cd[i]) ++l[cd[i] - 1];
	var le = new u16(mb);
	for (i = 1; i < mb; ++i) le[i] = le[i - 1] + l[i - 1] << 1;
	var co;
	if (r) {
		co = new u16(1 << mb);
		var rvb = 15 - mb;
		for (i = 0; i < s; ++i) if (cd[i]) {
			var sv = i << 4 | cd[i];
			var r_1 = mb - cd[i];
			var v = le[cd[i] - 1]++ << r_1;
			for (var m = v | (1 << r_1) - 1; v <= m; ++v) co[rev[v] >> rvb] = sv;
		}
	} else {
		co = new u16(s);
		for (i = 0; i < s; ++i) if (cd[i]) co[i] = rev[le[cd[i] - 1]++] >> 15 - cd[i];
	}
	return co;
});
var flt = new u8(288);
for (var i = 0; i < 144; ++i) flt[i] = 8;
for (var i = 144; i < 256; ++i) flt[i] = 9;
for (var i = 256; i < 280; ++i) flt[i] = 7;
for (var i = 280; i < 288; ++i) flt[i] = 8;
var fdt = new u8(32);
for (var i = 0; i < 32; ++i) fdt[i] = 5;
var flrm = /*#__PURE__*/ hMap(flt, 9, 1);
var fdrm = /*#__PURE__*/ hMap(fdt, 5, 1);
var max = function(a) {
	var m = a[0];
	for (var i = 1; i < a.length; ++i) if (a[i] > m) m = a[i];
	return m;
};
var bits = function(d, p, m) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8) >> (p & 7) & m;
};
var bits16 = function(d, p) {
	var o = p / 8 | 0;
	return (d[o] | d[o + 1] << 8 | d[o + 2] << 16) >> (p & 7);
};
var shft = function(p) {
	return (p + 7) / 8 | 0;
};
var slc = function(v, s, e) {
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	return new u8(v.subarray(s, e));
};
var ec = [
	"unexpected EOF",
	"invalid block type",
	"invalid length/literal",
	"invalid distance",
	"stream finished",
	"no stream handler",
	,
	"no callback",
	"invalid UTF-8 data",
	"extra field too long",
	"date not in range 1980-2099",
	"filename too long",
	"stream finishing",
	"invalid zip data"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var inflt = function(dat, st, buf, dict) {
	var sl = dat.length, dl = dict ? dict.length : 0;
	if (!sl || st.f && !st.l) return buf || new u8(0);
	var noBuf = !buf;
	var resize = noBuf || st.i != 2;
	var noSt = st.i;
	if (noBuf) buf = new u8(sl * 3);
	var cbuf = function(l) {
		var bl = buf.length;
		if (l > bl) {
			var nbuf = new u8(Math.max(bl * 2, l));
			nbuf.set(buf);
			buf = nbuf;
		}
	};
	var final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n;
	var tbts = sl * 8;
	do {
		if (!lm) {
			final = bits(dat, pos, 1);
			var type = bits(dat, pos + 1, 3);
			pos += 3;
			if (!type) {
				var s = shft(pos) + 4, l = dat[s - 4] | dat[s - 3] << 8, t = s + l;
				if (t > sl) {
					if (noSt) err(0);
					break;
				}
				if (resize) cbuf(bt + l);
				buf.set(dat.subarray(s, t), bt);
				st.b = bt += l, st.p = pos = t * 8, st.f = final;
				continue;
			} else if (type == 1) lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
			else if (type == 2) {
				var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4;
				var tl = hLit + bits(dat, pos + 5, 31) + 1;
				pos += 14;
				var ldt = new u8(tl);
				var clt = new u8(19);
				for (var i = 0; i < hcLen; ++i) clt[clim[i]] = bits(dat, pos + i * 3, 7);
				pos += hcLen * 3;
				var clb = max(clt), clbmsk = (1 << clb) - 1;
				var clm = hMap(clt, clb, 1);
				for (var i = 0; i < tl;) {
					var r = clm[bits(dat, pos, clbmsk)];
					pos += r & 15;
					var s = r >> 4;
					if (s < 16) ldt[i++] = s;
					else {
						var c = 0, n = 0;
						if (s == 16) n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i - 1];
						else if (s == 17) n = 3 + bits(dat, pos, 7), pos += 3;
						else if (s == 18) n = 11 + bits(dat, pos, 127), pos += 7;
						while (n--) ldt[i++] = c;
					}
				}
				var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
				lbt = max(lt);
				dbt = max(dt);
				lm = hMap(lt, lbt, 1);
				dm = hMap(dt, dbt, 1);
			} else err(1);
			if (pos > tbts) {
				if (noSt) err(0);
				break;
			}
		}
		if (resize) cbuf(bt + 131072);
		var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1;
		var lpos = pos;
		for (;; lpos = pos) {
			var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
			pos += c & 15;
			if (pos > tbts) {
				if (noSt) err(0);
				break;
			}
			if (!c) err(2);
			if (sym < 256) buf[bt++] = sym;
			else if (sym == 256) {
				lpos = pos, lm = null;
				break;
			} else {
				var add = sym - 254;
				if (sym > 264) {
					var i = sym - 257, b = fleb[i];
					add = bits(dat, pos, (1 << b) - 1) + fl[i];
					pos += b;
				}
				var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
				if (!d) err(3);
				pos += d & 15;
				var dt = fd[dsym];
				if (dsym > 3) {
					var b = fdeb[dsym];
					dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
				}
				if (pos > tbts) {
					if (noSt) err(0);
					break;
				}
				if (resize) cbuf(bt + 131072);
				var end = bt + add;
				if (bt < dt) {
					var shift = dl - dt, dend = Math.min(dt, end);
					if (shift + bt < 0) err(3);
					for (; bt < dend; ++bt) buf[bt] = dict[shift + bt];
				}
				for (; bt < end; ++bt) buf[bt] = buf[bt - dt];
			}
		}
		st.l = lm, st.p = lpos, st.b = bt, st.f = final;
		if (lm) final = 1, st.m = lbt, st.d = dm, st.n = dbt;
	} while (!final);
	return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
};
var et = /*#__PURE__*/ new u8(0);
var b2 = function(d, b) {
	return d[b] | d[b + 1] << 8;
};
var b4 = function(d, b) {
	return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
};
var b8 = function(d, b) {
	return b4(d, b) + b4(d, b + 4) * 4294967296;
};
function inflateSync(data, opts) {
	return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
var td = typeof TextDecoder != "undefined" && /*#__PURE__*/ new TextDecoder();
try {
	td.decode(et, { stream: true });
} catch (e) {}
var dutf8 = function(d) {
	for (var r = "", i = 0;;) {
		var c = d[i++];
		var eb = (c > 127) + (c > 223) + (c > 239);
		if (i + eb > d.length) return {
			s: r,
			r: slc(d, i - 1)
		};
		if (!eb) r += String.fromCharCode(c);
		else if (eb == 3) c = ((c & 15) << 18 | (d[i++] & 63) << 12 | (d[i++] & 63) << 6 | d[i++] & 63) - 65536, r += String.fromCharCode(55296 | c >> 10, 56320 | c & 1023);
		else if (eb & 1) r += String.fromCharCode((c & 31) << 6 | d[i++] & 63);
		else r += String.fromCharCode((c & 15) << 12 | (d[i++] & 63) << 6 | d[i++] & 63);
	}
};
/**
* Converts a Uint8Array to a string
* @param dat The data to decode to string
* @param latin1 Whether or not to interpret the data as Latin-1. This should
*               not need to be true unless encoding to binary string.
* @returns The original UTF-8/Latin-1 string
*/
function strFromU8(dat, latin1) {
	if (latin1) {
		var r = "";
		for (var i = 0; i < dat.length; i += 16384) r += String.fromCharCode.apply(null, dat.subarray(i, i + 16384));
		return r;
	} else if (td) return td.decode(dat);
	else {
		var _a = dutf8(dat), s = _a.s, r = _a.r;
		if (r.length) err(8);
		return s;
	}
}
var slzh = function(d, b) {
	return b + 30 + b2(d, b + 26) + b2(d, b + 28);
};
var zh = function(d, b, z) {
	var fnl = b2(d, b + 28), efl = b2(d, b + 30), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl;
	var _a = z64hs(d, es, efl, z, b4(d, b + 20), b4(d, b + 24), b4(d, b + 42)), sc = _a[0], su = _a[1], off = _a[2];
	return [
		b2(d, b + 10),
		sc,
		su,
		fn,
		es + efl + b2(d, b + 32),
		off
	];
};
var z64hs = function(d, b, l, z, sc, su, off) {
	var nsc = sc == 4294967295, nsu = su == 4294967295, noff = off == 4294967295, e = b + l;
	var nf = nsc + nsu + noff;
	if (z && nf) {
		for (; b + 4 < e; b += 4 + b2(d, b + 2)) if (b2(d, b) == 1) return [
			nsc ? b8(d, b + 4 + 8 * nsu) : sc,
			nsu ? b8(d, b + 4) : su,
			noff ? b8(d, b + 4 + 8 * (nsu + nsc)) : off,
			1
		];
		if (z < 2) err(13);
	}
	return [
		sc,
		su,
		off,
		0
	];
};
/**
* Synchronously decompresses a ZIP archive. Prefer using `unzip` for better
* performance with more than one file.
* @param data The raw compressed ZIP file
* @param opts The ZIP extraction options
* @returns The decompressed files
*/
function unzipSync(data, opts) {
	var files = {};
	var e = data.length - 22;
	for (; b4(data, e) != 101010256; --e) if (!e || data.length - e > 65558) err(13);
	var c = b2(data, e + 8);
	if (!c) return {};
	var o = b4(data, e + 16);
	var z = b4(data, e - 20) == 117853008;
	if (z) {
		var ze = b4(data, e - 12);
		z = b4(data, ze) == 101075792;
		if (z) {
			c = b4(data, ze + 32);
			o = b4(data, ze + 48);
		}
	}
	var fltr = opts && opts.filter;
	for (var i = 0; i < c; ++i) {
		var _a = zh(data, o, z), c_2 = _a[0], sc = _a[1], su = _a[2], fn = _a[3], no = _a[4], off = _a[5], b = slzh(data, off);
		o = no;
		if (!fltr || fltr({
			name: fn,
			size: sc,
			originalSize: su,
			compression: c_2
		})) {
			if (!c_2) files[fn] = slc(data, b, b + sc);
			else if (c_2 == 8) files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) });
			else err(14, "unknown compression type " + c_2);
		}
	}
	return files;
}
// src/github/read-zip.ts
/** Takes one small file out of a zip that somebody else may have made. */
/** Null where the zip does not hold exactly the one file, of at most `maxBytes`, in UTF-8. Never throws, and never unpacks more than that. */
function readSingleFile(zip, name, maxBytes) {
	let files = 0;
	try {
		const content = unzipSync(zip, { filter: (file) => {
			files += 1;
			return file.name === name && file.originalSize <= maxBytes;
		} })[name];
		if (files !== 1 || content === void 0 || content.length > maxBytes) return null;
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch {
		return null;
	}
}
// src/github/run-data.ts
/** Workflow runs and artifacts as GitHub sends them, checked: what of them decides about trust. */
/** Null where the value is not a workflow run. */
function parseRun(value) {
	if (!isRecord(value)) return null;
	const id = numberOf(value["id"]);
	const workflowId = numberOf(value["workflow_id"]);
	const event = textOf$1(value["event"]);
	const headSha = textOf$1(value["head_sha"]);
	if (id === null || workflowId === null || event === null || headSha === null) return null;
	const ids = {
		repositoryId: idOf$1(value["repository"]),
		headRepositoryId: idOf$1(value["head_repository"])
	};
	return {
		id,
		workflowId,
		event,
		headSha,
		headBranch: textOf$1(value["head_branch"]),
		...ids
	};
}
/** Null where the value is not an artifact. */
function parseArtifact(value) {
	if (!isRecord(value)) return null;
	const id = numberOf(value["id"]);
	const name = textOf$1(value["name"]);
	const bytes = numberOf(value["size_in_bytes"]);
	if (id === null || name === null || bytes === null) return null;
	const run = isRecord(value["workflow_run"]) ? value["workflow_run"] : {};
	return {
		id,
		name,
		bytes,
		expired: value["expired"] !== false,
		digest: textOf$1(value["digest"]),
		createdAt: textOf$1(value["created_at"]) ?? "",
		run: {
			id: numberOf(run["id"]),
			repositoryId: numberOf(run["repository_id"]),
			headRepositoryId: numberOf(run["head_repository_id"]),
			headBranch: textOf$1(run["head_branch"]),
			headSha: textOf$1(run["head_sha"])
		}
	};
}
function idOf$1(value) {
	return isRecord(value) ? numberOf(value["id"]) : null;
}
function numberOf(value) {
	return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
function textOf$1(value) {
	return typeof value === "string" ? value : null;
}
// src/github/find-cursor.ts
/** The one file in the artifact. */
const CURSOR_FILE = "cursor.json";
/** Of so many runs that can be trusted, and of so many that have a cursor, the newest are looked at. */
const MOST_RUNS = 50;
const MOST_FOUND = 3;
/** Runs that cannot be trusted do not use up the 50, but the search ends: so many pages of 50. */
const MOST_LISTED = 200;
/** Attempts of one run can each leave a cursor. */
const MOST_PER_RUN = 3;
/** What `CursorStore.find` promises. */
async function findCursors(github, quest) {
	const self = await readOwnRun(github, quest.runId);
	const hunt = {
		github,
		quest,
		trust: {
			...quest,
			workflowId: self.workflowId
		}
	};
	const looks = [];
	const next = [];
	const lookAtNext = async () => {
		looks.push(...await Promise.all(next.splice(0).map(async (run) => await lookAt(hunt, run))));
	};
	for await (const run of newestRuns(hunt, self)) {
		next.push(run);
		if (next.length < wanted$1(looks)) continue;
		await lookAtNext();
		if (wanted$1(looks) === 0) break;
	}
	await lookAtNext();
	return {
		candidates: looks.flatMap(({ candidates }) => candidates),
		refused: looks.flatMap(({ refused }) => refused)
	};
}
/** How many more runs are looked at whatever comes of each of them. */
function wanted$1(looks) {
	const found = looks.filter(({ candidates }) => candidates.length > 0).length;
	const trusted = looks.filter((look) => look.trusted).length;
	return Math.max(0, Math.min(MOST_FOUND - found, MOST_RUNS - trusted, MOST_LISTED - looks.length));
}
async function readOwnRun(github, runId) {
	try {
		const run = parseRun(await github.read("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: runId }));
		if (run !== null) return run;
	} catch (error) {
		throw explainGitHub(error, "actions: read");
	}
	throw new CannotCheck("GitHub's answer for this workflow run cannot be read. Run again.");
}
/** This run first, for what its earlier attempts saved, then the others on the default branch, newest first. */
async function* newestRuns({ github, quest, trust }, self) {
	if (self.headBranch === quest.defaultBranch) yield self;
	const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
	const parameters = {
		workflow_id: trust.workflowId,
		branch: quest.defaultBranch,
		per_page: 50
	};
	try {
		for await (const page of github.readPages(route, parameters)) yield* page.map(parseRun).filter((run) => run !== null).filter(({ id }) => id !== self.id).toSorted((left, right) => right.id - left.id);
	} catch (error) {
		throw explainGitHub(error, "actions: read");
	}
}
async function lookAt(hunt, run) {
	const why = distrustRun(run, hunt.trust);
	if (why !== null) return {
		candidates: [],
		refused: [`Run ${run.id} was not looked at for a cursor: ${why}`],
		trusted: false
	};
	const artifacts = await listCursors(hunt, run);
	if (artifacts.length === 0) return {
		candidates: [],
		refused: [],
		trusted: true
	};
	if (!await isOnBranch(hunt.github, run.headSha, hunt.trust.defaultBranch)) return {
		candidates: [],
		refused: [`The cursor of run ${run.id} was not used: its commit is not on ${hunt.trust.defaultBranch}`],
		trusted: true
	};
	const taken = await Array.fromAsync(oneByOne(artifacts, async (artifact) => await take(hunt, run, artifact)));
	return {
		candidates: taken.flatMap((one) => "text" in one ? [one] : []),
		refused: taken.flatMap((one) => "why" in one ? [`The cursor of run ${run.id} was not used: ${one.why}`] : []),
		trusted: true
	};
}
async function listCursors({ github, quest }, run) {
	const artifacts = [];
	const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts";
	try {
		for await (const page of github.readPages(route, {
			run_id: run.id,
			name: quest.name
		})) artifacts.push(...page.map(parseArtifact).filter((artifact) => artifact !== null));
	} catch (error) {
		throw explainGitHub(error, "actions: read");
	}
	return artifacts.filter(({ name }) => name === quest.name).toSorted((left, right) => right.id - left.id).slice(0, MOST_PER_RUN);
}
async function take(hunt, run, artifact) {
	const text = await readCursor(hunt, run, artifact);
	return typeof text === "string" ? {
		text,
		runId: run.id,
		artifactId: artifact.id,
		createdAt: artifact.createdAt
	} : text;
}
async function readCursor({ github, trust }, run, artifact) {
	const why = distrustArtifact(artifact, run, trust);
	if (why !== null) return { why };
	const download = await downloadArtifact(github, artifact);
	if (!download.ok) return download;
	return readSingleFile(download.zip, "cursor.json", 1048576) ?? { why: `it does not hold exactly one file cursor.json of at most 1 MiB` };
}
// src/github/save-cursor.ts
/** Saves the cursor as an artifact of this run. The library for it is large and loaded only here. */
/** Gives the artifact's id. Throws CannotCheck: then the old cursor stays the newest, and the next run does this one's work again. */
async function saveCursor(text, place) {
	if (Buffer.byteLength(text) > 1048576) throw new CannotCheck("The cursor is larger than 1 MiB. Report it with the step's log.");
	const folder = await mkdtemp(join(place.temp, "permission-drift-"));
	try {
		const file = join(folder, CURSOR_FILE);
		await writeFile(file, text);
		const { DefaultArtifactClient } = await import("./artifact.js");
		const { id } = await new DefaultArtifactClient().uploadArtifact(place.name, [file], folder, { retentionDays: place.retentionDays });
		if (id === void 0) throw new Error("the upload gave no id");
		return String(id);
	} catch (error) {
		throw explainUpload(error);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
function explainUpload(error) {
	const text = error instanceof Error ? error.message : "";
	if (/\b409\b|already exists/i.test(text)) return new CannotCheck("This run saved a cursor for this server already. Check a server once in a run: remove the second step or job.", { cause: error });
	return new CannotCheck("The cursor could not be saved as an artifact. The issues are in place; the next run goes on from the old cursor.", { cause: error });
}
// src/github/cursor-artifact.ts
/** The memory's place on GitHub: an artifact per guild, found and trusted by find-cursor.ts, saved by save-cursor.ts. */
function openCursorStore(github, context, options) {
	const name = `permission-drift-cursor-${options.guild}`;
	const { runId, repositoryId, temp } = context;
	return {
		find: async () => await findCursors(github, {
			name,
			runId,
			repositoryId,
			defaultBranch: options.defaultBranch
		}),
		save: async (text) => await saveCursor(text, {
			name,
			temp,
			retentionDays: options.retentionDays
		})
	};
}
/** The artifact service exists on github.com and *.ghe.com only; the library has the same rule, but only when it is used. */
function refuseEnterpriseServer(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toLowerCase() : "";
	if (host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost")) return;
	throw new CannotCheck("GitHub Enterprise Server is not supported: it has no artifact service that can keep the cursor. Use github.com.");
}
// src/github/assignees.ts
/** The warnings. Throws only where GitHub fails. GitHub leaves out silently whoever it does not take, so its answer is looked at. */
async function addAssignees(github, number, assignees) {
	try {
		const assigned = assigneesOf(await github.write("POST /repos/{owner}/{repo}/issues/{issue_number}/assignees", {
			issue_number: number,
			assignees
		}));
		return assignees.filter((login) => !assigned.has(login.toLowerCase())).map((login) => notAssigned(number, login));
	} catch (error) {
		if (isUnclear(error)) throw error;
		return assignees.map((login) => notAssigned(number, login));
	}
}
function notAssigned(number, login) {
	return `Issue #${number} could not be assigned to ${login}: only people with access to the repository can be`;
}
// src/github/comments.ts
/** Posts a comment once: its hidden mark is looked for first, and after it was posted, since another run may have posted it in the same moment. */
/** Gives the one that stands there in the end; null where GitHub's list does not show it yet. Throws the error of the request that failed. */
async function postOnce(github, place, comment) {
	const before = await findPosted(github, place, comment.mark);
	if (before.length === 0) await postUnlessThere(github, place, comment);
	const [first, ...others] = (before.length === 0 ? await findPosted(github, place, comment.mark) : before).toSorted((left, right) => left.id - right.id);
	for await (const _ of oneByOne(others, async ({ id }) => await remove(github, id))) continue;
	return first ?? null;
}
async function postUnlessThere(github, place, comment) {
	try {
		await post$1(github, place, comment);
	} catch (error) {
		if (!isUnclear(error)) throw error;
		if ((await findPosted(github, place, comment.mark)).length === 0) await post$1(github, place, comment);
	}
}
async function remove(github, id) {
	try {
		await github.write("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id: id });
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
	}
}
async function post$1(github, { number }, { body }) {
	await github.createOnce("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		issue_number: number,
		body
	});
}
/** All of them, in no order. Throws the error of the request that failed. */
async function findPosted(github, { number, login }, mark) {
	const pages = github.readPages("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number: number });
	const found = [];
	for await (const page of pages) found.push(...page.flatMap((comment) => markedComment(comment, login, mark) ?? []));
	return [...new Map(found.map((comment) => [comment.id, comment])).values()];
}
/** A mark counts only on the first line of a comment of our own: anybody can copy one into theirs. */
function markedComment(comment, login, mark) {
	if (!isRecord(comment)) return null;
	const { id, body } = comment;
	const author = loginOf$1(comment["user"]);
	if (typeof id !== "number" || typeof body !== "string" || author === null) return null;
	return sameLogin(author, login) && body.split(/\r?\n/, 1)[0] === mark ? {
		id,
		body
	} : null;
}
// src/github/issue-list.ts
/** Finds this tool's issues: by label and author in GitHub's list, never by title and never by search, whose index lags. */
/** All issues with the label that this login wrote, open and closed. Throws CannotCheck where the list cannot be read to its end. */
async function listIssues(github, login) {
	const issues = [];
	try {
		const pages = github.readPages("GET /repos/{owner}/{repo}/issues", {
			labels: LABEL,
			creator: login,
			state: "all",
			sort: "created"
		});
		for await (const page of pages) issues.push(...page.map(parseIssue).filter((issue) => isOurs(issue, login)));
	} catch (error) {
		throw explainGitHub(error, "issues: write");
	}
	return [...new Map(issues.map((issue) => [issue.number, issue])).values()];
}
/** Those of `numbers` that are still there and that this login wrote: somebody may have taken the label off. */
async function readIssues(github, numbers, login) {
	const found = [];
	const answers = oneByOne(numbers, async (number) => await readIssue(github, number));
	for await (const issue of answers) if (isOurs(issue, login)) found.push(issue);
	return found;
}
/** One issue, or null where it is gone: deleted (410), or transferred or never there (404). */
async function readIssue(github, number) {
	try {
		return parseIssue(await github.read("GET /repos/{owner}/{repo}/issues/{issue_number}", { issue_number: number }));
	} catch (error) {
		const status = statusOf(error);
		if (status === 404 || status === 410) return null;
		throw explainGitHub(error, "issues: write");
	}
}
function isOurs(issue, login) {
	return issue !== null && !issue.pullRequest && sameLogin(issue.author, login);
}
// src/github/create-issue.ts
/** Makes an issue once: never repeated blindly, and where two runs made the same one, the lowest number stays. */
/** Throws the error of the request that failed. */
async function createIssue(desk, step) {
	const made = await postIssue(desk, step);
	const number = await keepLowest(desk, step.identity, made);
	if (step.assignees.length === 0) return {
		number,
		warnings: []
	};
	const warnings = await addAssignees(desk.github, number, step.assignees);
	await desk.github.write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
		issue_number: number,
		body: step.settledBody
	});
	return {
		number,
		warnings
	};
}
async function postIssue(desk, step) {
	try {
		return await post(desk, step);
	} catch (error) {
		if (!isUnclear(error)) throw error;
		return lowest(await openIssuesOf(desk, step.identity)) ?? await post(desk, step);
	}
}
async function post({ github }, { title, body, labels }) {
	const issue = parseIssue(await github.createOnce("POST /repos/{owner}/{repo}/issues", {
		title,
		body,
		labels
	}));
	if (issue === null) throw new BrokenAnswer("the answer to a new issue is not an issue");
	return issue.number;
}
/** GitHub's list may lag behind, so what was made counts even where the list lacks it; the next run sees what this one could not. */
async function keepLowest(desk, identity, made) {
	const open = await openIssuesOf(desk, identity);
	const kept = Math.min(made, lowest(open) ?? made);
	const others = open.filter(({ number }) => number !== kept);
	for await (const _ of oneByOne(others, async (issue) => await closeDuplicate(desk, issue, kept))) continue;
	return kept;
}
async function closeDuplicate({ github, login }, issue, kept) {
	const mark = `<!-- permission-drift:comment duplicate of=${kept} -->`;
	const body = `${mark}\nTwo runs opened an issue for the same thing. #${kept} goes on; this one is closed.`;
	await postOnce(github, {
		number: issue.number,
		login
	}, {
		mark,
		body
	});
	await github.write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
		issue_number: issue.number,
		state: "closed",
		state_reason: "duplicate",
		body: disarmMarker(issue.body)
	});
}
async function openIssuesOf({ github, login, guild }, identity) {
	return (await listIssues(github, login)).filter(({ body, state }) => {
		const marker = readMarker(body);
		return state === "open" && marker?.guild === guild && marker.identity === identity;
	});
}
function lowest(issues) {
	return issues.length === 0 ? null : Math.min(...issues.map(({ number }) => number));
}
// src/github/issue-desk.ts
/** GitHub's issues as the runs use them: read what is ours, and carry out a plan step by step. */
/** `progress` is told of each step before it is carried out. */
function openIssueDesk(desk, progress) {
	return {
		readTracked: async (numbers) => await readTracked(desk, numbers),
		carryOut: async (steps) => await carryOut(desk, steps, progress)
	};
}
/** What `IssueDesk.readTracked` promises. */
async function readTracked({ github, login }, numbers) {
	const listed = await listIssues(github, login);
	const known = new Set(listed.map(({ number }) => number));
	const others = await readIssues(github, [...new Set(numbers)].filter((number) => !known.has(number)), login);
	const all = [...listed, ...others].toSorted((left, right) => left.number - right.number);
	const tracked = [];
	const complete = oneByOne(all, async (issue) => {
		return (issue.state === "closed" && !issue.saysWhoClosed && issue.stateReason !== "completed" ? await readIssue(github, issue.number) : null) ?? issue;
	});
	for await (const { author: _, pullRequest: __, saysWhoClosed: ___, ...issue } of complete) tracked.push(issue);
	return tracked;
}
async function carryOut(desk, steps, progress) {
	const created = /* @__PURE__ */ new Map();
	const warnings = [];
	const outcomes = oneByOne(steps, async (step) => {
		progress(describeStep(step));
		return await carryOutOne(desk, step, created);
	});
	for await (const told of outcomes) warnings.push(...told);
	return {
		created,
		warnings
	};
}
async function carryOutOne(desk, step, created) {
	try {
		if (step.kind === "edit") return await edit$1(desk, step);
		const { number, warnings } = await createIssue(desk, step);
		created.set(step.identity, number);
		return warnings;
	} catch (error) {
		throw explainGitHub(error, "issues: write");
	}
}
/** The comment first, body and state last: a run that dies between them is finished by the next one, without a second comment. */
async function edit$1({ github, login }, step) {
	const at = { issue_number: step.number };
	try {
		if (step.comment !== null) await postOnce(github, {
			number: step.number,
			login
		}, step.comment);
		if (step.addLabels !== void 0 && step.addLabels.length > 0) await github.write("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
			...at,
			labels: step.addLabels
		});
		const warnings = step.assignees === void 0 ? [] : await addAssignees(github, step.number, step.assignees);
		const rest = restOf(step);
		if (rest !== null) await github.write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
			...at,
			...rest
		});
		return warnings;
	} catch (error) {
		if (statusOf(error) !== 404 && statusOf(error) !== 410) throw error;
		if (await readIssue(github, step.number) !== null) throw error;
		return [`Issue #${step.number} is gone, so it was not changed`];
	}
}
function restOf({ body, state }) {
	if (body === void 0 && state === void 0) return null;
	const reason = state?.state === "closed" ? { state_reason: state.reason } : { state_reason: "reopened" };
	return {
		...body === void 0 ? {} : { body },
		...state === void 0 ? {} : {
			state: state.state,
			...reason
		}
	};
}
/** One line for progress and dry runs. */
function describeStep(step) {
	return step.kind === "create" ? `Open an issue: ${step.title}` : `${step.summary.charAt(0).toUpperCase()}${step.summary.slice(1)}`;
}
// src/github/dry-run.ts
/** `readTracked` of the real desk, or one that knows no issue. */
function openDryRunDesk(readTracked, tell) {
	return {
		readTracked,
		carryOut: async (steps) => {
			for (const step of steps) tell(`Would do: ${describeStep(step)}`);
			return await Promise.resolve({
				created: /* @__PURE__ */ new Map(),
				warnings: []
			});
		}
	};
}
// src/github/identity.ts
/** The account of GITHUB_TOKEN on github.com. */
const ACTIONS_BOT = "github-actions[bot]";
/**
* The login of the token. A person's token has a user; GITHUB_TOKEN has none (403), and says who it is by GraphQL only. Throws CannotCheck
* for a token that GitHub does not know, or when GitHub fails: a wrong guess would make every issue somebody else's.
*/
async function readLogin(github) {
	try {
		const login = loginOf(await github.read("GET /user"));
		if (login !== null) return login;
	} catch (error) {
		if (!isNotAllowed(error)) throw explainGitHub(error, "issues: write");
	}
	return await readViewer(github) ?? ACTIONS_BOT;
}
async function readViewer(github) {
	try {
		const answer = await github.viewer();
		return typeof answer === "object" && answer !== null && "viewer" in answer ? botLogin(loginOf(answer.viewer)) : null;
	} catch (error) {
		if (statusOf(error) === null || isNotAllowed(error)) return null;
		throw explainGitHub(error, "issues: write");
	}
}
/** GraphQL names a bot without the ending that the REST API gives it. */
function botLogin(login) {
	return login === "github-actions" ? ACTIONS_BOT : login;
}
function loginOf(user) {
	const login = typeof user === "object" && user !== null && "login" in user ? user.login : null;
	return typeof login === "string" && login !== "" ? login : null;
}
// src/github/policy-at.ts
/** No policy is longer: its reader takes as many characters. */
const MOST_CHARACTERS = 1048576;
/** `path`: of the policy within the repository, with forward slashes and without a leading one. */
function readPolicyAt(github, path) {
	return async (commit) => {
		try {
			return policyIn(await github.read(...contentsOf(path, commit)), path);
		} catch (error) {
			if (statusOf(error) === 404) return { kind: "missing" };
			throw explainGitHub(error, "contents: read");
		}
	};
}
/** Each segment is a parameter of its own: Octokit's `{+path}` would leave `?`, `#` and what looks encoded as it is. */
function contentsOf(path, commit) {
	const segments = path.split("/").map((segment, index) => [`part${index}`, segment]);
	return [`GET /repos/{owner}/{repo}/contents/${segments.map(([name]) => `{${name}}`).join("/")}`, {
		...Object.fromEntries(segments),
		ref: commit,
		headers: { accept: "application/vnd.github.raw+json" }
	}];
}
function policyIn(answer, path) {
	if (Array.isArray(answer)) return {
		kind: "unreadable",
		why: "it is a folder there"
	};
	if (typeof answer !== "string") return {
		kind: "unreadable",
		why: "GitHub's answer is not a text"
	};
	if (answer.length > MOST_CHARACTERS) return {
		kind: "unreadable",
		why: "it is larger than 1 MiB there"
	};
	return {
		kind: "read",
		source: {
			file: path,
			text: answer
		}
	};
}
// src/github/repository.ts
/** What GitHub says about the repository itself. */
/** From a repository as the API and event files hold it; null where it is none. Internal repositories of an enterprise are not public. */
function parseRepository(value) {
	if (!isRecord(value)) return null;
	const branch = value["default_branch"];
	if (typeof branch !== "string" || !/^[^\s~^:?*[\\]{1,255}$/.test(branch)) return null;
	return {
		defaultBranch: branch,
		public: value["private"] === false
	};
}
/** For events whose file does not describe the repository. Throws CannotCheck. */
async function readRepository(github) {
	try {
		const facts = parseRepository(await github.read("GET /repos/{owner}/{repo}"));
		if (facts !== null) return facts;
	} catch (error) {
		throw explainGitHub(error, "contents: read");
	}
	throw new CannotCheck("GitHub's answer for the repository cannot be read. Run again.");
}
// src/action/open-watch.ts
/** From inputs and context to everything that a watch needs: the adapters, real or dry. */
/** Throws CannotCheck. Asks nobody yet, but for what the event left out about the repository. */
async function openWatch(inputs, context, { policy, source }) {
	const api = parseDiscordApiUrl(inputs.discordApiUrl ?? "https://discord.com/api");
	const discord = createDiscordSource({
		api,
		token: parseToken(inputs.discordToken)
	});
	const { owner, repo, apiUrl } = context;
	const github = createGitHubClient({
		apiUrl,
		token: inputs.githubToken,
		owner,
		repo
	});
	const repository = context.repository ?? await readRepository(github);
	const dryRun = whyDry(context, repository.defaultBranch);
	const cursorOptions = {
		guild: policy.guild.id,
		retentionDays: inputs.cursorRetentionDays,
		defaultBranch: repository.defaultBranch
	};
	const { labels, assignees, maxIssues, confirmMassChange, reportDetails } = inputs;
	return {
		request: {
			policy,
			source,
			discord,
			cursors: openCursorStore(github, context, cursorOptions),
			openDesk: async () => openDesk({
				github,
				login: await readLogin(github),
				guild: policy.guild.id
			}, dryRun),
			policyAt: async (commit) => await readPolicyAt(github, await repositoryPath(context.workspace, inputs.policy))(commit),
			isOlder: async (commit, than) => dryRun === null && await isOlder(github, commit, than),
			progress,
			issues: {
				labels,
				assignees,
				maxIssues
			},
			now: (/* @__PURE__ */ new Date()).toISOString(),
			commit: context.sha,
			confirmMassChange,
			minimal: reportDetails === "minimal"
		},
		dryRun,
		publicRepository: repository.public
	};
}
function openDesk(desk, dryRun) {
	if (dryRun === null) return openIssueDesk(desk, progress);
	return openDryRunDesk(async (numbers) => await readTracked(desk, numbers), progress);
}
async function isOlder(github, commit, than) {
	return await compareCommits(github, commit, than) === "ahead";
}
/** It cuts messages at 4,096 letters; nobody reads so many. */
const ANNOTATION_LENGTH = 1e3;
const LEVELS = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "notice"
};
/** The worst findings that have a policy line and that nobody accepted; after them what was agreed and is still to be done. */
function findingAnnotations(findings) {
	const open = findings.filter(({ accepted }) => accepted === void 0).toSorted(compareFindings);
	return atMostTen([...open.filter((finding) => !awaitsRollout(finding)), ...open.filter(awaitsRollout)].flatMap(findingAnnotation));
}
function findingAnnotation(finding) {
	if (finding.policy === null) return [];
	const { file, line, column } = finding.policy;
	const agreed = awaitsRollout(finding);
	const title = agreed ? "Agreed, and still to be done in Discord" : `${SEVERITY_WORDS[finding.severity]}: ${kindTitle(finding.kind)}`;
	const message = logText(breath(finding, PLAIN), ANNOTATION_LENGTH);
	return [{
		level: agreed ? "notice" : LEVELS[finding.severity],
		title,
		message,
		file,
		startLine: line,
		startColumn: column
	}];
}
/** The problems of a policy file, in file order. */
function problemAnnotations(file, problems) {
	return atMostTen(problems.map((problem) => problemAnnotation(file, problem)));
}
function problemAnnotation(file, { code, at, endColumn, message, suggestion, related }) {
	const meant = suggestion === void 0 ? "" : `; did you mean ${suggestion}?`;
	const second = related === void 0 ? "" : ` (${related.message} at line ${related.at.line})`;
	return {
		level: "error",
		title: `Policy: ${code}`,
		message: logText(`${message}${meant}${second}`, ANNOTATION_LENGTH),
		file,
		startLine: at.line,
		startColumn: at.column,
		endColumn
	};
}
function atMostTen(annotations) {
	return [
		"error",
		"warning",
		"notice"
	].flatMap((level) => annotations.filter((one) => one.level === level).slice(0, 10));
}
// src/report/summary.ts
/** UTF-8 bytes. The runner throws a summary of more than 1 MiB away. */
const ROOM = 9e5;
/** Lines a list, from all to few: the first that fits is taken. */
const CAPS = [
	5e3,
	500,
	100,
	20
];
/** What nobody asked to be looked at is not worth many lines. */
const UNMANAGED = 50;
function summaryMarkdown(input) {
	return CAPS.values().map((cap) => render(input, cap)).find((text) => new TextEncoder().encode(text).length <= ROOM) ?? `# ${headline(input.report)}\n\nThe rest is too long for a summary: see the report file.\n`;
}
function render(input, cap) {
	const { report } = input;
	return `${[
		`# ${headline(report)}`,
		checkedText(report),
		...noticeParts(input),
		list("Found", openFindings(input, false).map(breathParagraph), cap),
		list("Awaiting rollout: agreed, and still to be done in Discord", openFindings(input, true).map(breathParagraph), cap),
		list("Accepted: these differences stand and are tolerated", acceptedLines(input), cap),
		list("Put right or rolled out, as the policy says", report.approved.map(approvedLine), cap),
		list("Exceptions", report.exceptions.map((one) => exceptionSentence(one, MARKDOWN)), cap),
		list("Could not be checked", report.unchecked.map(({ subject, why }) => `${code(subject.name)}: ${prose(why)}`), cap),
		list("Before the first check", report.history.map(shortLine), cap),
		list("Not managed by the policy", report.unmanaged.map(({ type, name }) => `${type} ${code(name)}`), Math.min(cap, UNMANAGED)),
		list("Remarks of this run", input.remarks.map((remark) => prose(remark)), cap),
		publicNotice(input)
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function headline(report) {
	const line = headlineOf(report);
	switch (line.kind) {
		case "in-line": return "Discord is in line with the policy";
		case "incomplete": return "Not everything could be checked";
		case "waiting": return `The policy was changed, and Discord not yet: ${counted(line.todo, "thing")} to do`;
		case "drift": return `Discord and the policy differ: ${counted(line.findings, "finding")}${agreedWords(line.todo)}`;
	}
}
function checkedText({ guild, at, counts, logRead }) {
	const log = logRead ? `${counts.entries} new ${counts.entries === 1 ? "entry" : "entries"} of the audit log` : "no audit log";
	const what = `${counted(counts.roles, "role")}, ${counted(counts.channels, "channel")} and ${log}`;
	const passing = counts.passingChannels === 0 ? "" : ` ${counted(counts.passingChannels, "channel")} came and went between two checks.`;
	return `Server ${code(guild.name)}, ${momentWords(at)}: ${what}.${passing}`;
}
function noticeParts({ report, dryRun }) {
	const { start, brake } = report;
	return [
		dryRun === null ? "" : `**Dry run:** no issue and no cursor was written, since ${prose(dryRun)}.`,
		start.kind === "first" ? "This was the first check of this server." : "",
		start.kind === "lost" ? `The cursor of the last check was lost: ${prose(start.why)}. The check started anew.` : "",
		brake === null ? "" : `**${brakeSentence(brake, prose(brake.why))}.** Nothing was closed.`,
		report.logRead ? "" : "Without the audit log nobody can be named, nothing is closed, and the cursor stays where it is."
	];
}
function openFindings({ report }, awaiting) {
	return report.findings.filter((finding) => finding.accepted === void 0 && awaitsRollout(finding) === awaiting);
}
function acceptedLines({ report, accepted }) {
	return report.findings.filter((finding) => finding.accepted !== void 0).map((finding) => {
		const by = accepted.get(finding.key)?.by ?? null;
		return `${shortLine(finding)} Accepted in issue #${finding.accepted}${by === null ? "" : ` by ${code(by)}`}.`;
	});
}
function approvedLine(approved) {
	return approvedSentence(approved, MARKDOWN);
}
function list(title, lines, cap) {
	if (lines.length === 0) return "";
	const more = lines.length > cap ? [`- and ${lines.length - cap} more, left out here: see the report file`] : [];
	return `## ${title}\n\n${[...lines.slice(0, cap).map((line) => `- ${line}`), ...more].join("\n")}`;
}
function publicNotice({ publicRepository, minimal }) {
	if (!publicRepository) return "";
	return `_This repository is public: strangers can read this summary, the issues, the report and the cursor, with names of roles and channels, ${minimal ? "ids of people, but not their names, and no reasons" : "names and ids of people, and the reasons that they gave"}.${minimal ? "" : " Set `report-details: minimal` to leave out the names of people and the reasons."}_`;
}
// src/action/publish.ts
/** What a run leaves behind for people and later steps: summary, annotations, report file, outputs. */
/** `folder` is where the report file goes. */
async function publish(watched, opened, folder) {
	const { report, accepted, remarks, issues } = watched;
	const { dryRun, publicRepository, request } = opened;
	annotate(findingAnnotations(report.findings));
	await writeSummary(summaryMarkdown({
		report,
		accepted,
		remarks,
		dryRun,
		publicRepository,
		minimal: request.minimal
	}));
	const file = join(folder, `permission-drift-${report.guild.id}.json`);
	await writeFile(file, `${printJson(checkJson(report), 2)}\n`);
	setOutputs({
		result: report.result,
		"drift-count": report.findings.length,
		"highest-severity": worstSeverity(report.findings) ?? "none",
		issues: JSON.stringify(issues),
		report: file
	});
}
// src/action/read-policy.ts
/** The policy from the checkout; its mistakes become annotations on their lines. */
/** `file` is relative to the checkout. Throws CannotCheck. */
async function readPolicy(workspace, file) {
	const source = await readPolicyFile(resolve(workspace, file), file);
	const result = validate(source);
	if (result.ok) return {
		policy: result.policy,
		source
	};
	throw refusal(source, result.problems);
}
/** The same for a policy that is only proposed. Throws CannotCheck. */
async function readProposedPolicy(workspace, file) {
	const source = await readPolicyFile(resolve(workspace, file), file);
	const result = readPolicyForReview(source);
	if (result.ok) return {
		...result.value,
		source
	};
	throw refusal(source, result.problems);
}
function refusal(source, problems) {
	annotate(problemAnnotations(source.file, problems));
	for (const problem of problems) for (const line of renderProblem(source, problem).split("\n")) progress(line);
	const count = problems.length === 1 ? "a mistake" : `${problems.length} mistakes`;
	return new CannotCheck(`The policy ${source.file} has ${count}. Mend what the annotations on its lines say, then run again.`);
}
// src/action/check.ts
/** The Action on a schedule: one watch, what it leaves for people, and the cursor, last. */
/** Throws CannotCheck. */
async function runCheck(inputs, context) {
	const opened = await openWatch(inputs, context, await readPolicy(context.workspace, inputs.policy));
	const watched = await watch(opened.request);
	await publish(watched, opened, context.temp);
	if (opened.dryRun === null && watched.cursor !== null) {
		await opened.request.cursors.save(watched.cursor);
		setOutputs({ cursor: watched.report.cursor?.after ?? "" });
		progress("Saved the cursor for the next run");
	}
	const worst = worstOpenSeverity(watched.report.findings);
	if (failsOn(inputs.failOn, worst)) fail(`There is drift of severity ${worst ?? "none"}, and fail-on is ${inputs.failOn}.`);
}
// src/github/base-commit.ts
/**
* GITHUB_SHA of a pull_request run is the merge of base and head, and its first parent is the base (docs: "Events that trigger workflows",
* pull_request). Where it is no such merge (a pull request that was closed, a commit that is gone) the payload's base is taken, which may be
* older than the branch. Throws CannotCheck where GitHub does not answer.
*/
async function findBaseCommit(github, sha, pull) {
	const parent = sha === pull.headSha ? null : await readFirstParent(github, sha);
	return parent === null ? {
		sha: pull.baseSha,
		from: "payload"
	} : {
		sha: parent,
		from: "merge-commit"
	};
}
/** Null where the commit is not there, or no merge of two. The commit alone is asked for: what it changes may be large. */
async function readFirstParent(github, sha) {
	try {
		const commit = await github.read("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { commit_sha: sha });
		const parents = isRecord(commit) ? commit["parents"] : null;
		return Array.isArray(parents) && parents.length === 2 ? shaOf(parents[0]) : null;
	} catch (error) {
		const status = statusOf(error);
		if (status === 404 || status === 409 || status === 422) return null;
		throw explainGitHub(error, "contents: read");
	}
}
function shaOf(parent) {
	const sha = isRecord(parent) ? parent["sha"] : null;
	return typeof sha === "string" && /^[\da-f]{40,64}$/.test(sha) ? sha : null;
}
// src/github/event-file.ts
/** The payload of the event that started the run, as the runner left it in a file: whoever opened a pull request chose parts of it. */
/** Payloads of GitHub are at most 25 MB. */
const MAX_EVENT_BYTES = 26214400;
/** `path` is GITHUB_EVENT_PATH. Null where there is no such file, or it is too large or not JSON. */
async function readEventFile(path) {
	if (path === void 0 || path === "") return null;
	try {
		if ((await stat(path)).size > MAX_EVENT_BYTES) return null;
		return JSON.parse(await readFile(path, "utf8"));
	} catch {
		return null;
	}
}
// src/github/pull-request.ts
/** The pull request that a run is about, from the payload of its event. Whoever opened it chose its branch, and may have deleted its repository. */
/** Why a run has no secrets and may write nothing, as a clause, where that is no mistake. */
const WITHOUT_SECRETS = {
	repository: null,
	fork: "GitHub gives no secrets to a pull request from a fork",
	dependabot: "GitHub gives no secrets to a pull request of Dependabot"
};
const DEPENDABOT = "dependabot[bot]";
/** From the event file that `env` names. Throws CannotCheck where it does not describe a pull request of this repository. */
async function readPullRequest(env, { repositoryId }) {
	const pull = parsePullRequest(await readEventFile(env["GITHUB_EVENT_PATH"]), env["GITHUB_ACTOR"]);
	if (pull.baseRepositoryId === repositoryId) return pull;
	throw new CannotCheck("The event file is about a pull request of another repository. Run this as a step of a GitHub workflow.");
}
/** `actor`: GITHUB_ACTOR, where it is known. Throws CannotCheck that names the first part which is not as GitHub sends it. */
function parsePullRequest(payload, actor) {
	const event = recordOf(payload, "pull_request");
	const pull = recordOf(event["pull_request"], "pull_request");
	const head = recordOf(pull["head"], "pull_request.head");
	const base = recordOf(pull["base"], "pull_request.base");
	const headRepository = head["repo"] === null ? null : repositoryOf(head["repo"], "pull_request.head.repo");
	const { id: baseRepositoryId } = repositoryOf(base["repo"], "pull_request.base.repo");
	const byDependabot = [actor, loginOf$1(event["sender"])].includes(DEPENDABOT);
	return {
		number: idOf(pull["number"], "pull_request.number"),
		headSha: textOf(head["sha"], SHA, "pull_request.head.sha"),
		headRef: textOf(head["ref"], REF, "pull_request.head.ref"),
		headRepository,
		baseSha: textOf(base["sha"], SHA, "pull_request.base.sha"),
		baseRef: textOf(base["ref"], REF, "pull_request.base.ref"),
		baseRepositoryId,
		author: pull["user"] === null ? null : textOf(loginOf$1(pull["user"]), LOGIN, "pull_request.user.login"),
		origin: originOf(headRepository?.id ?? null, baseRepositoryId, byDependabot)
	};
}
/** Compared by id: a fork's name says nothing, and a fork that was deleted has none. */
function originOf(head, base, byDependabot) {
	if (head !== base) return "fork";
	return byDependabot ? "dependabot" : "repository";
}
const SHA = /^[\da-f]{40,64}$/;
const REF = /^[^\p{Cc}\s~^:?*[\\]{1,255}$/u;
const NAME = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;
const LOGIN = /^[\w.-]{1,100}(?:\[bot\])?$/;
function repositoryOf(value, path) {
	const repository = recordOf(value, path);
	return {
		id: idOf(repository["id"], `${path}.id`),
		fullName: textOf(repository["full_name"], NAME, `${path}.full_name`)
	};
}
function recordOf(value, path) {
	if (isRecord(value)) return value;
	throw wrong(path);
}
function idOf(value, path) {
	if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
	throw wrong(path);
}
function textOf(value, pattern, path) {
	if (typeof value === "string" && pattern.test(value)) return value;
	throw wrong(path);
}
/** The value itself is not shown: it may be anything. */
function wrong(path) {
	return new CannotCheck(`The event file does not describe a pull request: ${path} is missing or wrong. Start the workflow by pull_request.`);
}
// src/github/review-reading.ts
/** `numbers`: those that the memory names. Throws CannotCheck where GitHub fails: half a list is no list. */
async function readIssuesIfAllowed(github, numbers) {
	try {
		return {
			issues: await readTracked({
				github,
				login: await readLogin(github)
			}, numbers),
			remarks: []
		};
	} catch (error) {
		return {
			issues: null,
			remarks: [`Nobody could look which open issues this change would settle. ${whyUnreadable(error, "issues: read")}`]
		};
	}
}
/** As the store's own `find`, but where its job may not read, there is no candidate, and the reason is among what was refused. */
async function findCursorsIfAllowed(store) {
	try {
		return await store.find();
	} catch (error) {
		return {
			candidates: [],
			refused: [`What earlier checks remember could not be read. ${whyUnreadable(error, "actions: read")}`]
		};
	}
}
/** What to do about it. Throws the error where it is another one: a reader's own sentence hides what GitHub answered, which stands behind it. */
function whyUnreadable(error, right) {
	const answer = error instanceof CannotCheck ? error.cause : null;
	if (statusOf(answer) === 410) return "Issues are turned off for this repository";
	if (isNotAllowed(answer)) return `Give the job "${right}" under permissions`;
	throw error;
}
// src/action/open-live.ts
/** From inputs and context to a look at Discord for a review: with what the last check remembers and the open issues, as far as the job may read them. */
/** Throws CannotCheck for a token or an address that cannot be one, and where GitHub fails. */
async function openLive(github, { inputs, context, repository, guild }) {
	const api = parseDiscordApiUrl(inputs.discordApiUrl ?? "https://discord.com/api");
	const discord = createDiscordSource({
		api,
		token: parseToken(inputs.discordToken)
	});
	const now = (/* @__PURE__ */ new Date()).toISOString();
	const store = openCursorStore(github, context, {
		guild,
		retentionDays: inputs.cursorRetentionDays,
		defaultBranch: repository.defaultBranch
	});
	progress("Reading what the last check remembers, and its open issues");
	const { memory, refused } = await findMemory({
		cursors: { find: async () => await findCursorsIfAllowed(store) },
		guild,
		now
	});
	const { issues, remarks } = await readIssuesIfAllowed(github, issuesIn(memory));
	return {
		request: {
			discord,
			memory,
			tracked: issues,
			now,
			progress
		},
		remarks: [...refused, ...remarks]
	};
}
// src/github/pull-comment.ts
/**
* Sees to it that exactly one comment with this mark on its first line stands there, with this body; where it has it already, nothing is written.
* Gives a sentence where the token may not write, else null. Throws CannotCheck where GitHub fails.
*/
async function keepPullComment(github, pull, comment) {
	try {
		const place = {
			number: pull.number,
			login: await readLogin(github)
		};
		if (comment.whenMissing === "leave" && (await findPosted(github, place, comment.mark)).length === 0) return null;
		const posted = await postOnce(github, place, comment);
		if (posted !== null && !sameText(posted.body, comment.body) && !await edit(github, posted, comment.body)) await postOnce(github, place, comment);
		return null;
	} catch (error) {
		if (isNotAllowed(error)) return `${NOT_ALLOWED[pull.origin]}; what it would say is in the summary of this run`;
		throw explainGitHub(error, "pull-requests: write");
	}
}
const NOT_ALLOWED = {
	repository: "There is no comment on the pull request: the job may not write one. Give it \"pull-requests: write\" under permissions",
	fork: "There is no comment on the pull request: GitHub gives a run from a fork a token that only reads",
	dependabot: "There is no comment on the pull request: GitHub gives a run of Dependabot a token that only reads, unless its job asks for more"
};
/** Whether it was there still: somebody may have deleted it since it was read. */
async function edit(github, { id }, body) {
	try {
		await github.write("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
			comment_id: id,
			body
		});
		return true;
	} catch (error) {
		if (statusOf(error) !== 404) throw error;
		return false;
	}
}
/** GitHub may give line ends back in another way than it got them. */
function sameText(left, right) {
	return plainText(left) === plainText(right);
}
function plainText(text) {
	return text.replaceAll("\r\n", "\n").trimEnd();
}
// src/report/review/annotations.ts
/**
* At most ten in all: broken rules as errors, what makes something more dangerous as warnings (as errors where it is critical), and other changes as notices.
* Names and order are left out. What only the base says is put on the first line of the file.
*/
function reviewAnnotations(review, file) {
	const rules = review.brokenRules.map((rule) => brokenAnnotation(rule, file));
	const telling = clippedChanges(review).filter(({ smallPrint, escalation }) => !smallPrint || escalation !== null);
	return [...rules, ...groupChanges(telling).map((group) => groupAnnotation(group, file))].slice(0, 10);
}
function brokenAnnotation(rule, file) {
	const { line, column } = rule.at;
	return {
		level: "error",
		title: "The policy breaks its own rule",
		message: shortText(brokenItem(rule, file, PLAIN)),
		file,
		startLine: line,
		startColumn: column
	};
}
function groupAnnotation(group, file) {
	const { escalation, severity, policy } = group.first;
	const dangerous = escalation !== null;
	const here = policy === null || policy.side === "base" ? {
		line: 1,
		column: 1
	} : policy;
	return {
		level: dangerous ? severity === "critical" ? "error" : "warning" : "notice",
		title: dangerous ? `Look twice: ${whatWords(group)}` : capital(whatWords(group)),
		message: shortText(dangerous ? escalationItem(group, PLAIN) : changeItem(group, PLAIN)),
		file: policy?.file ?? file,
		startLine: here.line,
		startColumn: here.column
	};
}
/** `role Helper`, `channel staff-chat and 2 more`. */
function whatWords({ first, subjects }) {
	const more = subjects.length - 1;
	if (first.subject.type === "guild") return "the server";
	const kind = KINDS[first.subject.type];
	return logText(`${kind} ${first.subject.name}${more === 0 ? "" : ` and ${more} more`}`, TITLE_LENGTH);
}
const TITLE_LENGTH = 120;
const KINDS = {
	role: "role",
	channel: "channel",
	rule: "rule",
	exception: "exception",
	ignore: "what is ignored:",
	manage: "what is managed:"
};
/** Our labels break their mentions with a zero-width space; nobody is mentioned by an annotation. */
function shortText(text) {
	return logText(text.replaceAll("@​", "@"), ANNOTATION_LENGTH);
}
// src/report/review/mark.ts
/** The hidden first line of the comment on a pull request, by which it is found again and edited in place. */
/** One comment a policy file. The path is in it as a digest, so that nothing in a path can close the mark or forge another one. */
function reviewMark(policyFile) {
	return `<!-- permission-drift:review v1 policy=${fingerprint(["review", policyFile])} -->`;
}
// src/report/review/markdown.ts
/** The page of a review as Markdown: the comment on a pull request, and the summary of the job. It shrinks by showing fewer lines, and says how many more there are. */
/** Lines a list: the first number with which everything fits is taken. */
const COMMENT_CAPS = [
	60,
	30,
	15,
	8,
	4,
	2,
	1
];
const SUMMARY_CAPS = [
	5e3,
	500,
	100,
	20,
	5,
	1
];
/** UTF-8 bytes: the runner throws a summary of more than 1 MiB away. */
const SUMMARY_ROOM = 9e5;
/** The comment, its hidden mark on the first line; at most as long as GitHub takes. */
function reviewComment(review, context) {
	const page = reviewPage({
		review,
		context: {
			...context,
			timeless: true
		},
		voice: MARKDOWN
	});
	const mark = reviewMark(context.file);
	return COMMENT_CAPS.values().map((cap) => `${mark}\n${drawn(page, cap, "##")}`).find((text) => text.length <= 65536) ?? `${mark}\n## ${page.headline}\n\nThe rest is too long for a comment.\n`;
}
/** The same for the summary of the job, with what a person should know of this run, one sentence each. */
function reviewSummary(review, context, remarks) {
	const page = reviewPage({
		review,
		context,
		voice: MARKDOWN
	});
	const notes = section$1("Remarks of this run", remarks.map((remark) => prose(remark)));
	const whole = {
		...page,
		sections: [...page.sections, ...notes]
	};
	return SUMMARY_CAPS.values().map((cap) => drawn(whole, cap, "#")).find((text) => new TextEncoder().encode(text).length <= SUMMARY_ROOM) ?? `# ${page.headline}\n\nThe rest is too long for a summary.\n`;
}
function drawn(page, cap, level) {
	const sections = page.sections.map((one) => drawnSection(one, cap * one.weight, `${level}#`));
	const end = page.end.length === 0 ? [] : ["---", ...page.end];
	return `${[
		`${level} ${page.headline}`,
		...page.lead,
		...sections,
		...end
	].join("\n\n")}\n`;
}
function drawnSection({ title, lead, items, form, copy }, cap, level) {
	const bullet = form === "tasks" ? "- [ ] " : "- ";
	const more = items.length > cap ? [`- and ${items.length - cap} more that ${items.length - cap === 1 ? "is" : "are"} not shown here`] : [];
	const list = [...items.slice(0, cap).map((item) => `${bullet}${item}`), ...more].join("\n");
	const parts = [
		...lead,
		...items.length === 0 ? [] : [list],
		...copy === null ? [] : [`\`\`\`text\n${copy}\n\`\`\``]
	];
	if (form !== "folded") return [`${level} ${title}`, ...parts].join("\n\n");
	return [
		`<details><summary>${title} (${counted(items.length, "line")})</summary>`,
		...parts,
		"</details>"
	].join("\n\n");
}
// src/action/publish-review.ts
/** What a review leaves behind: annotations, the one comment, summary, report file and outputs. */
/** The comment before the summary, which says so where there could be none, and is written also where GitHub fails. Throws CannotCheck there. */
async function publishReview(whole, publication) {
	const { github, pull, context, untouched, folder } = publication;
	const review = context.minimal ? redactReview(whole) : whole;
	annotate(reviewAnnotations(review, context.file));
	const file = join(folder, "permission-drift-review.json");
	await writeFile(file, `${printJson(reviewJson(review), 2)}\n`);
	const drift = review.live?.drift ?? [];
	setOutputs({
		result: review.result,
		"drift-count": drift.length,
		"highest-severity": worstSeverity(drift) ?? "none",
		issues: JSON.stringify(review.live?.settles ?? []),
		report: file
	});
	progress(`The review of ${context.file}: ${review.result}`);
	const remarks = [...publication.remarks];
	const words = {
		mark: reviewMark(context.file),
		body: reviewComment(review, context)
	};
	try {
		const refused = await keepPullComment(github, pull, {
			...words,
			whenMissing: untouched ? "leave" : "post"
		});
		if (refused !== null) remarks.push(refused);
	} finally {
		await writeSummary(reviewSummary(review, context, remarks));
	}
}
// src/action/review.ts
/** The Action on a pull request: what its change of the policy means, said in one comment, on the lines, in the summary and as the job's conclusion. */
/** Throws CannotCheck; where Discord was to be looked at and does not answer, only after everything that the policies alone say is said. */
async function runReview(inputs, context) {
	const pull = await readPullRequest(process.env, context);
	const head = await readProposedPolicy(context.workspace, inputs.policy);
	const { owner, repo, apiUrl } = context;
	const github = createGitHubClient({
		apiUrl,
		token: inputs.githubToken,
		owner,
		repo
	});
	const [repository, { at, comparedWith }] = await Promise.all([context.repository ?? readRepository(github), readBaseText(github, pull, {
		inputs,
		context
	})]);
	const untouched = at.kind === "read" && at.source.text === head.source.text;
	const base = readBase(at);
	const blind = untouched ? "the policy is the same as at the base" : whyBlind(inputs, pull);
	const open = async () => await openLive(github, {
		inputs,
		context,
		repository,
		guild: head.policy.guild.id
	});
	const looked = await look({
		base,
		head,
		textChanged: !untouched,
		live: null
	}, blind ?? open);
	const { result } = looked.reviewed;
	const about = {
		base: comparedWith,
		...basePolicy(base),
		file: inputs.policy,
		liveWhy: looked.liveWhy,
		headSha: pull.headSha
	};
	const readers = {
		publicRepository: repository.public,
		minimal: inputs.reportDetails === "minimal"
	};
	const { remarks } = looked;
	await publishReview(looked.reviewed, {
		github,
		pull,
		context: {
			...about,
			...readers
		},
		untouched,
		remarks,
		folder: context.temp
	});
	if (reviewFailsOn(inputs.reviewFailOn, result)) fail(gateSentence(result));
	if (looked.failed !== null) throw new CannotCheck(looked.failed);
}
async function readBaseText(github, pull, { inputs, context }) {
	progress("Reading the policy that this change is compared with");
	const commit = await findBaseCommit(github, context.sha, pull);
	return {
		at: await readPolicyAt(github, await repositoryPath(context.workspace, inputs.policy))(commit.sha),
		comparedWith: {
			kind: "commit",
			...commit
		}
	};
}
/** Why nobody can look at Discord, as a clause; null where the token is there. */
function whyBlind({ discordToken }, { origin }) {
	if (discordToken.trim() !== "") return null;
	return WITHOUT_SECRETS[origin] ?? "the input discord-token is empty";
}
function basePolicy(base) {
	return {
		policyIsNew: base.kind === "none",
		...base.kind === "unreadable" ? { baseUnreadable: base.why } : {}
	};
}
/** `open`: how to look, or why nobody can. Where Discord does not answer, that takes nothing from what the policies alone say. */
async function look(request, open) {
	if (typeof open === "string") return {
		reviewed: await review(request),
		liveWhy: open,
		remarks: [],
		failed: null
	};
	const { request: live, remarks } = await open();
	try {
		return {
			reviewed: await review({
				...request,
				live
			}),
			liveWhy: null,
			remarks,
			failed: null
		};
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		const liveWhy = `the look failed: ${error.message.replace(/\.$/, "")}`;
		return {
			reviewed: await review(request),
			liveWhy,
			remarks,
			failed: error.message
		};
	}
}
// src/github/context.ts
/** What the runner says about this run, by environment and event file: checked, since a person can start the tool with anything there. */
/** Throws CannotCheck outside of a workflow. */
async function readContext(env) {
	const [owner = "", repo = ""] = wanted(env, "GITHUB_REPOSITORY", /^[\w.-]{1,100}\/[\w.-]{1,100}$/).split("/");
	return {
		owner,
		repo,
		repositoryId: Number(wanted(env, "GITHUB_REPOSITORY_ID", /^\d{1,15}$/)),
		runId: Number(wanted(env, "GITHUB_RUN_ID", /^\d{1,15}$/)),
		ref: wanted(env, "GITHUB_REF", /^refs\/\S{1,1000}$/),
		sha: wanted(env, "GITHUB_SHA", /^[\da-f]{40,64}$/),
		event: wanted(env, "GITHUB_EVENT_NAME", /^\w{1,60}$/),
		apiUrl: address(env, "GITHUB_API_URL", "https://api.github.com"),
		serverUrl: address(env, "GITHUB_SERVER_URL", "https://github.com"),
		workspace: wanted(env, "GITHUB_WORKSPACE", /^.+$/),
		temp: wanted(env, "RUNNER_TEMP", /^.+$/),
		repository: await readEventRepository(env["GITHUB_EVENT_PATH"])
	};
}
function wanted(env, name, pattern) {
	const value = env[name] ?? "";
	if (!pattern.test(value)) throw new CannotCheck(`The variable ${name} is missing or wrong. Run this as a step of a GitHub workflow.`);
	return value;
}
function address(env, name, usual) {
	const text = env[name] ?? usual;
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null || !/^https?:$/.test(url.protocol)) throw new CannotCheck(`The variable ${name} is not an address.`);
	return text.replace(/\/+$/, "");
}
/** An event file that is not there or makes no sense is no error: GitHub can be asked instead. */
async function readEventRepository(path) {
	const payload = await readEventFile(path);
	return isRecord(payload) ? parseRepository(payload["repository"]) : null;
}
// src/github/mode.ts
/** What a run does: check the server, or review a change of the policy. */
/**
* `event` is GITHUB_EVENT_NAME. Throws CannotCheck where a review is asked for that there is nothing for, and on pull_request_target, whose runs
* have the secrets although a stranger may have started them. A check there stays what it is everywhere but on the default branch: a dry run.
*/
function modeOf({ mode }, event) {
	if (mode === "check") return "check";
	if (event === "pull_request_target") throw new CannotCheck("This run was started by pull_request_target, which hands your secrets to a run on what a stranger proposes. Start the workflow by pull_request.");
	if (event === "pull_request") return "review";
	if (mode === "auto") return "check";
	throw new CannotCheck(`There is no change to review: this run was started by ${visible(event, 40)}, and mode is review. Use mode: auto, or start the workflow by pull_request.`);
}
// src/action.ts
/** The Action: reads what the runner gives, checks the server or reviews a pull request, and tells the runner what came of it. */
async function run() {
	setOutputs({ result: "incomplete" });
	const inputs = readActionInputs();
	const context = await readContext(process.env);
	refuseEnterpriseServer(context.serverUrl);
	if (modeOf(inputs, context.event) === "review") await runReview(inputs, context);
	else await runCheck(inputs, context);
}
try {
	await run();
} catch (error) {
	if (error instanceof CannotCheck) fail(error.message);
	else {
		fail("Something went wrong that this tool did not expect. Report it with the log of this step.");
		for (const line of String(error instanceof Error ? error.stack : error).split("\n")) progress(line);
	}
}
export {};
