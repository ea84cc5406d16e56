import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two pages of one build: the console (`/console/`) and the phone (`/field/`); both may load the same pieces from `/assets/`.
 * Nothing is written inline, so that `script-src 'self'` holds; nothing is fetched from elsewhere.
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // antd is one piece of some 300 KB by nature; the limit warns of anything beyond it.
    chunkSizeWarningLimit: 1_100,
    rolldownOptions: { input: { console: here('./console/index.html'), field: here('./field/index.html') } },
  },
});
