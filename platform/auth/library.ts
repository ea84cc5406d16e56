import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import type pg from 'pg';

/** Minutes without any request after which a person is signed out. */
export const IDLE_MINUTES = 30;

/** What a name to sign in with is made of. */
export const ACCOUNT_NAME = /^[\p{L}\p{N}._-]+$/u;

export type LibraryOptions = {
  /** Pool of the role `auth`, whose search path is its own schema. */
  readonly pool: pg.Pool;
  readonly secret: string;
  /** Cookies only over TLS (off on a plain local address). */
  readonly secureCookies: boolean;
};

/** The sign-in library, called only from our own addresses: its own routes are not mounted. */
export const createLibrary = ({ pool, secret, secureCookies }: LibraryOptions) =>
  betterAuth({
    database: pool,
    secret,
    baseURL: 'http://daiban.invalid',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128, autoSignIn: false },
    session: { expiresIn: IDLE_MINUTES * 60, updateAge: 60 },
    user: { additionalFields: { mustChange: { type: 'boolean', defaultValue: false, input: false } } },
    rateLimit: { enabled: false }, // lock-out is ours (lockout.ts): by name, kept in the database, told to the person
    advanced: { cookiePrefix: 'daiban', useSecureCookies: secureCookies, database: { generateId: 'uuid' } },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: (name) => ACCOUNT_NAME.test(name) }),
      twoFactor({ issuer: '代办' }),
    ],
  });
export type Library = ReturnType<typeof createLibrary>;
