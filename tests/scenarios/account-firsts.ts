/** Variant by variant, where something goes wrong: the event by which it does so first, and the sentence on it. */
export const FIRSTS = `
dedup-window-expiry / window-10min | qstash: publish | At 95.2 s QStash dropped the publish for message 2 as a duplicate.
lock-not-released / and-nothing-after | instance: crash | At 4 s the processor died, with messages 1–3 read and not answered.
lock-not-released / message-at-40s | instance: crash | At 4 s the processor died, with messages 1–3 read and not answered.
lock-not-released / message-at-95s | instance: crash | At 4 s processor #1 died, with messages 1–3 read and not answered.
lock-expires-early / model-40s-delivered-again | redis: SET NX | At 35.1 s processor #2 took the lock while processor #1 was still at work on messages 1–3.
lock-expires-early / model-25s-alone | redis: DEL | At 28.9 s the processor deleted the list with message 4 in it, unread.
lock-expires-early / model-40s-alone | redis: DEL | At 43.9 s the processor deleted the list with message 4 in it, unread.
endless-requeue / one-minute | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
endless-requeue / 100-seconds | qstash: publish | At 3.6 s QStash dropped the request of processor #1 to be called again, as a duplicate.
endless-requeue / own-id-40-seconds | qstash: publish | From 3.6 s on the batch was put off while the user went on typing: message 1 waited 43.6 s.
clock-skew / 2s-behind | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
clock-skew / 5s-behind | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
replica-lag / lag-3s | redis: DEL | At 5.4 s the processor deleted the list with message 3 in it, unread.
replica-lag / lag-4s | redis-replica: LRANGE | At 3.4 s the processor read the list and found it empty.
replica-lag / second-push-late | redis: DEL | At 5.4 s the processor deleted the list with message 2 in it, unread.
processor-crash-loses-messages / model-fails | instance: return 500 | At 5.21 s the processor gave up: the model had failed three times.
processor-crash-loses-messages / real-crash | instance: crash | At 3.55 s the processor died, with messages 1–3 read and not answered.
flag-flip / third-at-1s | instance: log | At 0.55 s the webhook did not batch message 2: batching was off for it.
flag-flip / third-at-2500-ms | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
env-spaces / without-trim | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
user-id-mismatch / zero-in-front | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
user-id-mismatch / another-digit | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
env-not-synced / preview | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
env-typo / misspelt | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
env-typo / unset | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
env-typo / capital-letter | instance: log | From 0.05 s on the webhooks did not batch messages 1–3: batching was off.
env-typo / unset-and-quicker | firestore: commit | At 0.25 s the webhook of message 2 saved the conversation over what the webhook of message 1 had saved.
flag-without-redeploy / not-deployed | instance: log | From 10.05 s on the webhooks did not batch messages 1–3: batching was off.
redis-unreachable / refused | instance: log | At 4.64 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
redis-unreachable / wrong-token | instance: log | At 0.15 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
redis-unreachable / token-missing | instance: log | At 0.15 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
redis-unreachable / url-missing | instance: log | At 4.34 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
redis-unreachable / url-malformed | instance: log | At 0.05 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
redis-unreachable / url-malformed-at-load | instance: answer 500 | At 0.05 s the webhook of message 1 was answered 500.
redis-unreachable / hangs-10s | instance: timeout | The webhook of message 1 was ended at 10.05 s without an answer.
redis-unreachable / hangs-10s-pinged | instance: log | At 0.55 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
redis-unreachable / hangs-60s | instance: timeout | The webhook of message 1 was ended at 60.05 s without an answer.
qstash-token-missing / missing | instance: log | From 0.15 s on the webhooks stored messages 1–3 and asked for no delivery.
qstash-token-missing / wrong | instance: return 401 | At 0.25 s the publish for messages 1–3 failed, the first of them: the messages are stored, and no delivery was asked for.
openai-error / error-500-three-times | instance: return 500 | At 5.21 s the processor gave up: the model had failed three times.
openai-error / error-429-three-times | instance: return 429 | At 5.21 s the processor gave up: the model had failed three times.
openai-error / hangs-10s | instance: timeout | At 13.25 s the platform ended the processor at its maximum duration of 10 s, with messages 1–3 read and not answered.
openai-error / hangs-60s | instance: timeout | At 63.25 s the platform ended the processor at its maximum duration of 60 s, with messages 1–3 read and not answered.
firestore-write-fails / the-save-fails | instance: return 503 | At 5.35 s the save of messages 1–3 was answered 503, after the reply had gone out.
out-of-order-webhooks / first-is-late | redis: RPUSH | At 0.35 s message 2 was stored before message 1.
tab-closed / at-1s | tab: crash | At 1 s the single tab was closed with messages 1–3 in its queue.
requeue-deduplicated / same-id | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
requeue-deduplicated / same-id-watched | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
second-burst-stranded / silence | qstash: publish | From 20.2 s on QStash dropped the publishes for messages 4–6 as duplicates.
second-burst-stranded / released-after-the-window | qstash: publish | From 20.2 s on QStash dropped the publishes for messages 4–6 as duplicates.
message-between-read-and-clear / while-the-model-thinks | redis: DEL | At 5.4 s the processor deleted the list with message 4 in it, unread.
message-between-read-and-clear / taken-in-one-step | qstash: publish | At 4.2 s QStash dropped the publish for message 4 as a duplicate.
webhook-redelivered / again-at-1s | redis: RPUSH | At 1.1 s message 2 was stored a second time: Messenger had sent it again.
webhook-redelivered / again-at-2200-ms | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
webhook-redelivered / again-at-20s | redis: RPUSH | At 20.1 s message 2 was stored a second time: Messenger had sent it again.
function-timeout / maximum-10s | instance: timeout | At 13.25 s the platform ended the processor at its maximum duration of 10 s, with messages 1–3 read and not answered.
foreign-lock-release / third-finds-work | redis: SET NX | At 35.1 s processor #2 took the lock while processor #1 was still at work on messages 1–3.
foreign-lock-release / third-finds-nothing | redis: SET NX | At 35.1 s processor #2 took the lock while processor #1 was still at work on messages 1–3.
signature-under-skew / no-tolerance | instance: answer 401 | At 3.25 s the processor refused the delivery: it answered 401.
signature-under-skew / tolerance-5s | qstash: publish | At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate.
failed-delivery-burns-the-id / deaf | platform: answer 500 | At 3.25 s the delivery for messages 1–3 failed with 500.
failed-delivery-burns-the-id / released-after-the-window | platform: answer 500 | At 3.25 s the delivery for messages 1–3 failed with 500.
lock-lost-to-own-retry / answer-of-set-lost | redis: SET NX | At 3.45 s the processor, called for messages 1–3, met a lock.
push-applied-twice / answer-of-rpush-lost | redis: RPUSH | At 0.25 s message 1 was stored a second time.
take-answer-lost / answer-of-the-take-lost | instance: failure | At 3.55 s the answer that held messages 1–3 was lost on its way to the processor, and Redis had deleted them with it.
lock-owner-number / compared-in-the-client | redis: SET NX | At 23.3 s processor #2, called for message 4, met a lock.
array-union-swallows-equal / array-union | firestore: commit | At 100.3 s the save of message 2 left it out: an equal text stood there already.
openai-retry-after-outlives-lock / delivered-again | redis: SET NX | At 35.1 s processor #2 took the lock while processor #1 was still at work on messages 1–3.
openai-stalls / body-never-ends | instance: timeout | At 28.25 s the platform ended the processor at its maximum duration of 25 s, with messages 1–3 read and not answered.
georgian-signature / georgian | instance: answer 403 | At 0.05 s the webhook of message 1 was answered 403.
shared-instance-state / several-requests-at-once | redis: RPUSH | At 0.2 s message 1, which user 1 had written, came into what belongs to user 2.
shared-instance-state / without-the-ping | qstash: publish | At 0.2 s the publish for message 1 asked for a delivery for user 2, and not for user 1, who had written it.
rollout-two-deployments / one-on-each | instance: log | At 0.05 s the webhook did not batch message 1: batching was off for it.
preview-feeds-production / right-and-fails | instance: return 401 | At 3.65 s the processor gave up: the model had failed once.
bucket-edge-split / across-the-edge | instance: return 200 | At 8.2 s processor #2 read messages 1–3 as well, while processor #1 was at work on them.
bucket-swallows-follow-up / bucket-15s | qstash: publish | At 6.3 s QStash dropped the publish for message 2 as a duplicate.
flag-blocks-itself / requeue-arrives | redis: GET | At 5.8 s processor #2, called for messages 1–3, met a lock.
flag-blocks-itself / as-it-was | qstash: publish | At 3.7 s QStash dropped the request of the processor to be called again, as a duplicate.
typing-in-another-instance / same-instance | qstash: publish | At 3.5 s QStash dropped the request of the processor to be called again, as a duplicate.
fall-back-after-push / publish-fails | instance: return 500 | At 0.35 s the publish for message 1 failed, and the webhook fell back to the normal flow although the message was in the list.
fall-back-that-is-none / as-the-code-had-it | instance: return 401 | At 0.15 s Redis did not take the first of messages 1–3, and nothing else was tried.
fall-back-that-is-none / as-the-document-has-it | instance: log | At 0.15 s the webhook of message 1 gave up on Redis and fell back to the normal flow.
reply-refused / for-good | instance: return 400 | At 5.25 s the reply to messages 1–3 was refused by Messenger with 400.
reply-refused / for-a-moment | instance: return 500 | At 5.25 s the reply to messages 1–3 was refused by Messenger with 500.
list-expires / expiry-60s | redis: LRANGE | At 60.7 s the list expired in Redis with messages 1–3 in it, unread.
object-object / revived | instance: log | At 3.45 s the processor, which had read messages 1–3, made nothing of them.
retry-meets-own-lock / dies-at-4s | instance: crash | At 4 s processor #1 died, with messages 1–3 read and not answered.
retry-meets-own-lock / dies-at-4s-lock-30s | instance: crash | At 4 s processor #1 died, with messages 1–3 read and not answered.
retry-meets-own-lock / dies-at-25s | instance: crash | At 25 s processor #1 died, with messages 1–3 read and not answered.
retry-finds-nothing / model-fails-three-times | instance: return 500 | At 5.31 s processor #1 gave up: the model had failed three times.
save-then-retry-answers-twice / the-save-fails-once | instance: return 503 | At 5.45 s the save of processor #1 failed, after its reply had gone out.
save-then-retry-answers-twice / the-save-always-fails | instance: return 503 | At 5.45 s the save of messages 1–3 was answered 503, after the reply had gone out.
`;
