import { config } from 'zod';

// The pages forbid made-up code (Content-Security-Policy); without this the schema library tries it once and the browser reports it.
config({ jitless: true });
