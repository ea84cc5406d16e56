import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Failure } from '../ui/trouble.tsx';
import { Wait } from '../ui/wait.tsx';
import { SCREENS } from './routes.tsx';
import { Desk } from './shell/desk.tsx';
import { NotHere } from './shell/not-here.tsx';

const root = createRootRoute({ component: Desk, notFoundComponent: NotHere });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/work' });
  },
});

/** `/cases/:id` as this router writes it. */
const screens = SCREENS.map(({ path, load }) =>
  createRoute({ getParentRoute: () => root, path: path.replace(/:(\w+)/g, '$$$1'), component: lazyRouteComponent(load) }),
);

export const router = createRouter({
  routeTree: root.addChildren([home, ...screens]),
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 0,
  defaultPendingComponent: () => (
    <div className="page__main">
      <Wait />
    </div>
  ),
  defaultErrorComponent: ({ error, reset }) => (
    <div className="page__main">
      <Failure error={error} retry={reset} />
    </div>
  ),
});
