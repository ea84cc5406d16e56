import { expect, test } from 'vitest';
import { ConfigFault, readConfig } from './config.ts';

const BASE = { checkout: '/srv/代办 所', here: '/home/林' };

test('without settings one office starts on its own machine only', () => {
  expect(readConfig({}, {}, BASE)).toEqual({
    port: 8420,
    host: '127.0.0.1',
    dataDir: '/srv/代办 所/.daiban/data',
    databaseUrl: null,
    suite: 'international',
    objectStore: null,
    logLevel: 'info',
    publicUrl: null,
    secondFactor: [],
    metricsToken: null,
    demo: false,
  });
});

test('flags go before the environment; relative folders start from where the person is', () => {
  const config = readConfig(
    { port: '9000', data: '数据', demo: true },
    { PORT: '1', DAIBAN_DATA: '/else', DAIBAN_SUITE: 'national' },
    BASE,
  );
  expect(config).toMatchObject({ port: 9000, dataDir: '/home/林/数据', demo: true, suite: 'national' });
});

test('[W3] roles that need a second factor are named; one that is none is a mistake', () => {
  expect(readConfig({}, { DAIBAN_SECOND_FACTOR: 'administrator, auditor,policy_publisher' }, BASE).secondFactor).toEqual([
    'administrator',
    'auditor',
    'policy_publisher',
  ]);
  for (const roles of ['admin', 'system', 'auditor;clerk'])
    expect(() => readConfig({}, { DAIBAN_SECOND_FACTOR: roles }, BASE)).toThrow('DAIBAN_SECOND_FACTOR');
  expect(() => readConfig({}, { DAIBAN_METRICS_TOKEN: 'short' }, BASE)).toThrow('DAIBAN_METRICS_TOKEN');
});

test('every mistake has its sentence in both languages, and no value is repeated', () => {
  const env = {
    PORT: '70000',
    DATABASE_URL: 'mysql://me:secret@host/db',
    DAIBAN_SUITE: 'sm',
    LOG_LEVEL: 'loud',
    S3_BUCKET: 'Bad_Name',
    S3_SECRET_KEY: 'hush',
  };
  const fault = (() => {
    try {
      return readConfig({}, env, BASE);
    } catch (error) {
      return error;
    }
  })();
  expect(fault).toBeInstanceOf(ConfigFault);
  const { mistakes, message } = fault as ConfigFault;
  expect(mistakes.map((mistake) => mistake.setting)).toEqual([
    'PORT',
    'DATABASE_URL',
    'DAIBAN_SUITE',
    'LOG_LEVEL',
    'S3_BUCKET',
    'S3_ENDPOINT',
    'S3_ACCESS_KEY',
  ]);
  for (const { zh, en } of mistakes) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/^(must|is missing)/);
  }
  expect(message).not.toMatch(/secret|hush|70000/);
});

test('a socket connection string and a whole object storage are accepted; empty counts as absent', () => {
  const s3 = { S3_ENDPOINT: 'https://s3.example.cn', S3_BUCKET: 'daiban', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' };
  const config = readConfig({}, { ...s3, DATABASE_URL: 'postgres://daiban_owner@/daiban?host=/tmp/x', PORT: '' }, BASE);
  expect(config.objectStore).toEqual({
    endpoint: 'https://s3.example.cn',
    region: 'us-east-1',
    bucket: 'daiban',
    accessKey: 'a',
    secretKey: 'b',
  });
  expect(config).toMatchObject({ port: 8420, databaseUrl: 'postgres://daiban_owner@/daiban?host=/tmp/x' });
});
