/**
 * What firebase keeps for a whole process, settled when this module is loaded. Firestore numbers its requests from a
 * number that it draws when it is first used, and its warnings show it: lines that differ from process to process and
 * repeat what is thrown as well. Whoever asked logs the failure; so only its errors are let through.
 */
import { setLogLevel } from 'firebase/firestore/lite';

setLogLevel('error');
