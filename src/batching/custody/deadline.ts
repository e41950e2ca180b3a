/** Ends waiting, not the work: what goes on after the deadline must look for itself whether it still may. */
class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** The work's outcome, or DeadlineError once the time is over; the signal tells the work. */
export async function withinMs<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineError(`Not done within ${ms} ms`));
      controller.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
