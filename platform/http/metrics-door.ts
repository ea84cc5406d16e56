import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList } from 'node:net';
import type { FastifyRequest } from 'fastify';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const isLoopback = (address: string): boolean => {
  // As a socket that listens on both says an IPv4 address.
  const plain = address.replace(/^::ffff:/i, '');
  return LOOPBACK.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
};

/** Of equal length whatever was sent, so that comparing takes equally long. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Who may read the numbers: a program on this machine, or whoever sends `authorization: Bearer <token>`. A proxy on this machine is
 * not this machine: what it passes on says so in its headers.
 * @param token null: this machine only
 */
export const mayReadMetrics = (request: FastifyRequest, token: string | null): boolean => {
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  if (!forwarded && isLoopback(request.ip)) return true;
  const sent = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return token !== null && sent !== undefined && timingSafeEqual(digest(sent), digest(token));
};
