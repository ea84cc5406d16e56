import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Failure } from '../ui/trouble.tsx';
import { Wait } from '../ui/wait.tsx';
import { SCREENS } from './routes.tsx';
import { Hand } from './shell/hand.tsx';
import { NotHere } from './shell/not-here.tsx';

const root = createRootRoute({ component: Hand, notFoundComponent: NotHere });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' });
  },
});

const screens = SCREENS.map(({ path, load }) =>
  createRoute({ getParentRoute: () => root, path: path.replace(/:(\w+)/g, '$$$1'), component: lazyRouteComponent(load) }),
);

export const router = createRouter({
  routeTree: root.addChildren([home, ...screens]),
  basepath: '/field',
  scrollRestoration: true,
  defaultPendingMs: 0,
  defaultPendingComponent: () => (
    <div className="px-5">
      <Wait />
    </div>
  ),
  defaultErrorComponent: ({ error, reset }) => (
    <div className="p-5">
      <Failure error={error} retry={reset} />
    </div>
  ),
});
