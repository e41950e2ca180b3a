/** One test body runs against the light `Headers`, `Request` and `Response` and against the host's. */
import { describe, expect, it } from 'vitest';
import { LightHeaders } from '../../../src/sim/globals/headers.ts';
import { LightRequest } from '../../../src/sim/globals/request.ts';
import { LightResponse } from '../../../src/sim/globals/response.ts';

const implementations = [
  { name: 'light', Headers: LightHeaders, Request: LightRequest, Response: LightResponse },
  { name: 'the host’s', Headers, Request, Response },
] as const;

describe.each(implementations)('$name classes', ({ Headers: H, Request: Q, Response: R }) => {
  it('keep headers in lower case, sorted, joined', () => {
    const headers = new H({ 'X-B': '2', 'x-a': ' 1 ' });
    headers.append('x-a', '3');
    headers.append('Set-Cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    expect([...headers]).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-a', '1, 3'],
      ['x-b', '2'],
    ]);
    expect([headers.get('X-A'), headers.has('x-c'), headers.get('nothing'), headers.getSetCookie()]).toEqual([
      '1, 3',
      false,
      null,
      ['a=1', 'b=2'],
    ]);
    headers.delete('X-A');
    headers.set('x-b', 'new');
    expect([...headers.keys()]).toEqual(['set-cookie', 'set-cookie', 'x-b']);
    expect([...new H([['q', 'r']])]).toEqual([['q', 'r']]);
  });

  it('refuse names and values that no header can have', () => {
    const headers = new H();
    expect(() => headers.set('a b', '1')).toThrow(TypeError);
    expect(() => headers.set('a', 'გამარჯობა')).toThrow(TypeError);
    expect(() => headers.set('a', 'x\r\ny')).toThrow(TypeError);
  });

  it('read a body once', async () => {
    const request = new Q('https://a.example/p?q=1', { method: 'post', body: '{"text":"კი"}' });
    expect([request.method, request.url, request.bodyUsed]).toEqual(['POST', 'https://a.example/p?q=1', false]);
    expect(request.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    const copy = request.clone();
    expect(await request.json()).toEqual({ text: 'კი' });
    expect(request.bodyUsed).toBe(true);
    await expect(request.text()).rejects.toThrow(TypeError);
    expect(await copy.text()).toBe('{"text":"კი"}');
    expect(() => request.clone()).toThrow(TypeError);
  });

  it('read forms, buffers and streams', async () => {
    expect(await new R(new URLSearchParams({ a: '1 2' })).text()).toBe('a=1+2');
    expect(await new R(new TextEncoder().encode('კი')).text()).toBe('კი');
    expect(new Uint8Array(await new R('კი').arrayBuffer())).toEqual(new TextEncoder().encode('კი'));
    const { body } = new R('abc');
    expect(body).not.toBeNull();
    if (body !== null) expect(await new Response(body).text()).toBe('abc');
    expect(await (await new R('x', { headers: { 'content-type': 'text/css' } }).blob()).text()).toBe('x');
    expect(
      (await new R('a=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).formData()).get('a'),
    ).toBe('1');
  });

  it('answer as they are told', async () => {
    const json = R.json({ a: 1 }, { status: 201 });
    expect([json.status, json.ok, json.headers.get('content-type'), await json.text()]).toEqual([
      201,
      true,
      'application/json',
      '{"a":1}',
    ]);
    expect([new R(null, { status: 204 }).body, new R('x', { status: 500 }).ok, new R().status]).toEqual([
      null,
      false,
      200,
    ]);
    expect(R.redirect('https://a.example/b', 307).headers.get('location')).toBe('https://a.example/b');
    expect(R.error().type).toBe('error');
    expect(() => new R('x', { status: 204 })).toThrow(TypeError);
    expect(() => new R('x', { status: 99 })).toThrow(RangeError);
    expect(() => R.json(undefined)).toThrow(TypeError);
  });

  it('refuse what makes no request', () => {
    expect(() => new Q('/path')).toThrow(TypeError);
    expect(() => new Q('https://a.example', { body: 'x' })).toThrow(TypeError);
  });
});
