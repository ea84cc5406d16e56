-- The sign-in library's tables (better-auth 1.7.25: username, two-factor), in a schema of their own that only the role auth may use.
create schema auth;
grant usage on schema auth to daiban_auth;

create table auth."user" (
  "id" uuid default gen_random_uuid() not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null,
  "username" text unique, "displayUsername" text, "twoFactorEnabled" boolean, "mustChange" boolean not null);
create table auth."session" (
  "id" uuid default gen_random_uuid() not null primary key, "expiresAt" timestamptz not null, "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text,
  "userId" uuid not null references auth."user" ("id") on delete cascade);
create table auth."account" (
  "id" uuid default gen_random_uuid() not null primary key, "accountId" text not null, "providerId" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null);
create table auth."verification" (
  "id" uuid default gen_random_uuid() not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null);
create table auth."twoFactor" (
  "id" uuid default gen_random_uuid() not null primary key, "secret" text not null, "backupCodes" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade, "verified" boolean, "failedVerificationCount" integer, "lockedUntil" timestamptz);
create index "session_userId_idx" on auth."session" ("userId");
create index "account_userId_idx" on auth."account" ("userId");
create index "verification_identifier_idx" on auth."verification" ("identifier");
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

-- Wrong passwords, by name: after five the name is locked for a while, whoever types.
create table auth.sign_in_try (
  name_hash bytea not null primary key,
  failed integer not null,
  locked_until timestamptz,
  last_at timestamptz not null default now()
);
grant select, insert, update, delete on all tables in schema auth to daiban_auth;
