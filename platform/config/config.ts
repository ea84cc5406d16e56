import { resolve } from 'node:path';
import { z } from 'zod';
import { ROLES, type Role } from '../../kernel/actor.ts';

/** Which cryptography the office uses; `national` is SM2, SM3 and SM4 (国密). Chosen once, when the data folder is made. */
export type Suite = 'international' | 'national';

/** Where documents lie when not in the data folder. */
export type ObjectStore = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
};

export type Config = {
  readonly port: number;
  readonly host: string;
  /** absolute */
  readonly dataDir: string;
  /** A PostgreSQL server's connection string; null: the embedded one. */
  readonly databaseUrl: string | null;
  readonly suite: Suite;
  readonly objectStore: ObjectStore | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where people reach the office from outside, for links and QR codes: `https://daiban.example.cn`. Null: as the browser asked. */
  readonly publicUrl: string | null;
  /** Roles that may do nothing without a second factor. */
  readonly secondFactor: readonly Role[];
  /** Lets `/metrics` be read from another machine; null: from this one only. */
  readonly metricsToken: string | null;
  /** Load the five places at the first start. */
  readonly demo: boolean;
};

/** What stands on the command line; it goes before the environment. */
export type Flags = { readonly port?: string; readonly data?: string; readonly demo?: boolean };

/** A setting that can't be used: which, and what to write instead. Never its value: it may be a secret. */
export type Mistake = { readonly setting: string; readonly zh: string; readonly en: string };

export class ConfigFault extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ setting, zh, en }) => `${setting}：${zh}\n${setting}: ${en}`).join('\n'));
    this.name = 'ConfigFault';
    this.mistakes = mistakes;
  }
}

type Setting = { readonly schema: z.ZodType; readonly zh: string; readonly en: string };

const isUrl = (schemes: readonly string[]) => (value: string) =>
  schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value.replace('@/', '@socket/'));

/** Every setting from the environment, and the sentence that is said when it is wrong. */
const SETTINGS = {
  PORT: {
    schema: z.coerce.number().int().min(1).max(65535).default(8420),
    zh: '要是 1 到 65535 的整数。',
    en: 'must be a whole number from 1 to 65535.',
  },
  HOST: {
    schema: z
      .string()
      .regex(/^[0-9A-Za-z.:_-]+$/)
      .default('127.0.0.1'),
    zh: '要是本机的地址或主机名，比如 127.0.0.1 或 0.0.0.0。',
    en: 'must be an address or name of this machine, such as 127.0.0.1 or 0.0.0.0.',
  },
  DAIBAN_DATA: {
    schema: z
      .string()
      .refine((path) => !path.includes('\0'))
      .optional(),
    zh: '要是一个文件夹的路径。',
    en: 'must be the path of a folder.',
  },
  DATABASE_URL: {
    schema: z
      .string()
      .refine(isUrl(['postgres', 'postgresql']))
      .optional(),
    zh: '要像 postgres://用户:密码@主机:5432/数据库。',
    en: 'must look like postgres://user:password@host:5432/database.',
  },
  DAIBAN_SUITE: {
    schema: z.enum(['international', 'national']).default('international'),
    zh: '只能是 international（国际算法）或 national（国密）。',
    en: 'must be international or national (SM2, SM3, SM4).',
  },
  DAIBAN_PUBLIC_URL: {
    schema: z
      .string()
      .refine(isUrl(['http', 'https']))
      .optional(),
    zh: '要像 https://daiban.example.cn。',
    en: 'must look like https://daiban.example.cn.',
  },
  DAIBAN_SECOND_FACTOR: {
    schema: z
      .string()
      .default('')
      .transform((text) => text.split(',').map((role) => role.trim()))
      .transform((roles) => roles.filter((role) => role !== ''))
      .pipe(z.array(z.enum(ROLES).exclude(['system']))),
    zh: `要是用逗号隔开的岗位：${ROLES.filter((role) => role !== 'system').join('、')}。`,
    en: `must be roles with commas between them: ${ROLES.filter((role) => role !== 'system').join(', ')}.`,
  },
  DAIBAN_METRICS_TOKEN: {
    schema: z
      .string()
      .regex(/^[!-~]{16,200}$/)
      .optional(),
    zh: '要是至少 16 个字母、数字或符号，没有空格。',
    en: 'must be at least 16 letters, digits or signs without a space.',
  },
  LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    zh: '只能是 debug、info、warn、error 或 silent。',
    en: 'must be debug, info, warn, error or silent.',
  },
  S3_ENDPOINT: {
    schema: z
      .string()
      .refine(isUrl(['http', 'https']))
      .optional(),
    zh: '要像 https://s3.example.cn。',
    en: 'must look like https://s3.example.cn.',
  },
  S3_REGION: { schema: z.string().default('us-east-1'), zh: '要是一个区域名。', en: 'must be the name of a region.' },
  S3_BUCKET: {
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    zh: '要是 3 到 63 个小写字母、数字、点或短横。',
    en: 'must be 3 to 63 lower-case letters, digits, dots or hyphens.',
  },
  S3_ACCESS_KEY: { schema: z.string().optional(), zh: '要是存储服务给的访问键。', en: "must be the storage's access key." },
  S3_SECRET_KEY: { schema: z.string().optional(), zh: '要是存储服务给的密钥。', en: "must be the storage's secret key." },
} satisfies Record<string, Setting>;

type Environment = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };

const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;

/**
 * Environment and flags become checked settings; an empty variable counts as absent.
 * @param from `here`: what relative folders start from; `checkout`: holds the default data folder
 * @throws ConfigFault with a sentence for each mistake: the program does not start with settings that it had to guess
 */
export const readConfig = (
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>,
  from: { here: string; checkout: string },
): Config => {
  const given = { ...env, PORT: flags.port ?? env.PORT, DAIBAN_DATA: flags.data ?? env.DAIBAN_DATA };
  const mistakes: Mistake[] = [];
  const values: Record<string, unknown> = {};
  for (const [setting, { schema, zh, en }] of Object.entries<Setting>(SETTINGS)) {
    const parsed = schema.safeParse(given[setting as keyof typeof given] || undefined);
    if (parsed.success) values[setting] = parsed.data;
    else mistakes.push({ setting, zh, en });
  }
  const settings = values as Environment;
  mistakes.push(...missingOfObjectStore(settings, mistakes));
  if (mistakes.length > 0) throw new ConfigFault(mistakes);
  const data = settings.DAIBAN_DATA ?? resolve(from.checkout, '.daiban', 'data');
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: resolve(from.here, data),
    databaseUrl: settings.DATABASE_URL ?? null,
    suite: settings.DAIBAN_SUITE,
    objectStore: settings.S3_ENDPOINT === undefined ? null : objectStore(settings),
    logLevel: settings.LOG_LEVEL,
    publicUrl: settings.DAIBAN_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    secondFactor: settings.DAIBAN_SECOND_FACTOR,
    metricsToken: settings.DAIBAN_METRICS_TOKEN ?? null,
    demo: flags.demo ?? false,
  };
};

/** Storage needs all four of its settings or none. */
const missingOfObjectStore = (settings: Environment, wrong: readonly Mistake[]): readonly Mistake[] => {
  if (S3.every((setting) => settings[setting] === undefined)) return [];
  return S3.filter((setting) => settings[setting] === undefined && !wrong.some((mistake) => mistake.setting === setting)).map(
    (setting) => ({
      setting,
      zh: '没有写。对象存储要同时写 S3_ENDPOINT、S3_BUCKET、S3_ACCESS_KEY、S3_SECRET_KEY。',
      en: 'is missing. Object storage needs S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY together.',
    }),
  );
};

const objectStore = (settings: Environment): ObjectStore => ({
  endpoint: settings.S3_ENDPOINT!,
  region: settings.S3_REGION,
  bucket: settings.S3_BUCKET!,
  accessKey: settings.S3_ACCESS_KEY!,
  secretKey: settings.S3_SECRET_KEY!,
});
