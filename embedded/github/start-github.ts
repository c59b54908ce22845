// Starts the embedded GitHub: the REST API on one port, the results service with its blobs on another.
import { startLoopback, type Loopback } from "../http/loopback.ts";
import { accountRoutes } from "./account-routes.ts";
import { artifactRoutes } from "./artifact-routes.ts";
import { answerBlob } from "./blob-routes.ts";
import { commentRoutes } from "./comment-routes.ts";
import { gitRoutes } from "./git-routes.ts";
import { issueRoutes } from "./issue-routes.ts";
import { labelRoutes } from "./label-routes.ts";
import { addRepository, type NewRepository, type RepositoryHandle } from "./repository-handle.ts";
import { answerResults, TWIRP_PREFIX } from "./results-service.ts";
import { answerRest } from "./router.ts";
import { runRoutes } from "./run-routes.ts";
import { addToken, type NewToken } from "./tokens.ts";
import { createWorld, type World } from "./world.ts";

const ROUTES = [...accountRoutes, ...issueRoutes, ...commentRoutes, ...labelRoutes, ...gitRoutes, ...runRoutes, ...artifactRoutes];

export interface EmbeddedGitHub extends AsyncDisposable {
  /** For GITHUB_API_URL: no slash at the end. */
  readonly apiUrl: string;
  /** For ACTIONS_RESULTS_URL. */
  readonly resultsUrl: string;
  /** For GITHUB_SERVER_URL: a name that @actions/artifact takes for github.com; nothing listens there. */
  readonly serverUrl: string;
  /** Request log, faults and hooks of the REST API. */
  readonly api: Loopback;
  /** The same of the results service and the blobs. */
  readonly results: Loopback;
  readonly world: World;
  addRepository(repository: NewRepository): RepositoryHandle;
  addToken(token: NewToken): void;
  close(): Promise<void>;
}

export interface GitHubOptions {
  /** The server's clock; default the machine's. */
  readonly now?: () => Date;
}

export async function startGitHub(options: GitHubOptions = {}): Promise<EmbeddedGitHub> {
  const world = createWorld(() => (options.now?.() ?? new Date()).getTime());
  const api = await startLoopback((request) => answerRest(world, ROUTES, request));
  const results = await startLoopback((request) =>
    request.path.startsWith(TWIRP_PREFIX) ? answerResults(world, request) : answerBlob(world, request),
  );
  world.origins.api = api.origin;
  world.origins.results = results.origin;
  const close = async (): Promise<void> => {
    await Promise.all([api.close(), results.close()]);
  };
  return {
    apiUrl: api.origin,
    resultsUrl: `${results.origin}/`,
    serverUrl: world.origins.web,
    api,
    results,
    world,
    addRepository: (repository) => addRepository(world, repository),
    addToken: (token) => {
      addToken(world, token);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
