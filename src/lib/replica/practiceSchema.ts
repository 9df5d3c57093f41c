/** The practice as it comes from outside: from the server, from what the browser remembers, from a safety copy. */
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';

export const practiceSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  idSecret: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.number(),
  doctor: z.object({
    id: z.string().min(1),
    firstName: z.string(),
    lastName: z.string(),
    doctorCode: z.string(),
  }),
  panelId: z.string().min(1),
}) satisfies z.ZodType<Practice>;
