// Pages of a list: per_page and page from the query, and the Link header that leads to the others.
import type { Answer } from "../http/loopback.ts";
import { notEmulated } from "./answers.ts";
import type { RepositoryCall } from "./router.ts";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 100;

/** Cuts the page out that the request asks for. GitHub clamps per_page to 1..100 and never complains. */
export function pageOf<Item>(call: RepositoryCall, all: readonly Item[]): Page<Item> {
  const size = Math.min(positive(call, "per_page", DEFAULT_SIZE), LARGEST_SIZE);
  const page = positive(call, "page", 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const items = all.slice((page - 1) * size, page * size);
  const links: string[] = [];
  if (page > 1) links.push(link(call, Math.min(page - 1, last), "prev"));
  if (page < last) links.push(link(call, page + 1, "next"), link(call, last, "last"));
  if (page > 1) links.push(link(call, 1, "first"));
  return { items, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}

/** A page of a plain array. */
export function listAnswer<Item>(call: RepositoryCall, all: readonly Item[], show: (item: Item) => object): Answer {
  const { items, headers } = pageOf(call, all);
  return { status: 200, headers, body: items.map((item) => show(item)) };
}

/** Refuses query parameters that this server would silently leave out of account. */
export function knowsOnly(call: RepositoryCall, ...names: readonly string[]): void {
  const known = new Set([...names, "per_page", "page"]);
  for (const name of call.request.query.keys()) if (!known.has(name)) throw notEmulated(`the query parameter "${name}" here`);
}

function positive(call: RepositoryCall, name: string, fallback: number): number {
  const value = Number(call.request.query.get(name) ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

function link(call: RepositoryCall, page: number, rel: string): string {
  const query = new URLSearchParams(call.request.query);
  query.set("page", String(page));
  const rest = call.request.path.replace(/^\/(?:repos\/[^/]+\/[^/]+|repositories\/\d+)/, "");
  const url = `${call.world.origins.api}/repositories/${call.repository.id}${rest}?${query.toString()}`;
  return `<${url}>; rel="${rel}"`;
}
