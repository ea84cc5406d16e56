import { z } from 'zod';
import { AREA_PATH } from '../../kernel/area.ts';
import { ID } from '../../kernel/id.ts';
import { newId } from '../../platform/executor/execute.ts';

/** What a sample uses for the parts that mean something: ids of things that exist, an area. */
export type Known = { readonly id?: (path: string) => string | undefined; readonly area?: string };

type Json = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Json[];
  oneOf?: Json[];
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  prefixItems?: Json[];
  pattern?: string;
  format?: string;
  minimum?: number;
  minItems?: number;
  default?: unknown;
  $ref?: string;
  $defs?: Record<string, Json>;
  allOf?: Json[];
  additionalProperties?: Json | boolean;
};

/**
 * A payload that a schema accepts: every property given, first variant of a union, texts of plain Chinese.
 * Refinements that JSON Schema can't carry may still refuse it; tests then learn "invalid", which is an answer too.
 */
export const sampleOf = (schema: z.ZodType, known: Known = {}, variant = 0): unknown => {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const make = (node: Json, path: string, depth: number): unknown => {
    if (depth > 12) return null;
    if (node.$ref !== undefined) {
      const name = node.$ref.split('/').at(-1)!;
      return node.$ref === '#' ? null : make(root.$defs?.[name] ?? {}, path, depth + 1);
    }
    if (node.const !== undefined) return node.const;
    if (node.enum !== undefined) return node.enum[variant % node.enum.length];
    const union = node.anyOf ?? node.oneOf;
    if (union !== undefined) {
      const able = union.filter((one) => one.type !== 'null');
      return able.length === 0 ? null : make(able[variant % able.length]!, path, depth + 1);
    }
    if (node.allOf !== undefined) return make(Object.assign({}, node, { allOf: undefined }, ...node.allOf), path, depth + 1);
    switch (node.type) {
      case 'object': {
        const out: Record<string, unknown> = {};
        for (const [key, child] of Object.entries(node.properties ?? {}))
          out[key] = make(child, path === '' ? key : `${path}.${key}`, depth + 1);
        return out;
      }
      case 'array':
        return node.prefixItems !== undefined
          ? node.prefixItems.map((item, i) => make(item, `${path}.${i}`, depth + 1))
          : Array.from({ length: Math.max(1, node.minItems ?? 1) }, () => make(node.items ?? {}, path, depth + 1));
      case 'boolean':
        return true;
      case 'integer':
      case 'number':
        return Math.max(node.minimum ?? 1, 1);
      case 'string': {
        if (node.pattern === ID.source) return known.id?.(path) ?? newId();
        if (node.pattern === AREA_PATH.source) return known.area ?? '33.3309.330903.myd.';
        if (node.format === 'date') return '2026-11-21';
        if (node.format === 'date-time') return '2026-11-21T06:30:00Z';
        if (node.pattern !== undefined) return fitting(node.pattern);
        return '测试';
      }
      default:
        return null;
    }
  };
  return make(root, '', 0);
};

/** Something that a pattern of the contracts accepts. */
const fitting = (pattern: string): string => {
  const regex = new RegExp(pattern, 'u');
  const candidates = [
    'civil_affairs',
    '100',
    '330903',
    '0'.repeat(64),
    'abcd',
    'MZ-001',
    '测试',
    '2026',
    '1',
    'A1',
    '13800000000',
    'K7P39XQA',
    'stamp',
    '08:30',
  ];
  return candidates.find((one) => regex.test(one)) ?? '测试';
};
