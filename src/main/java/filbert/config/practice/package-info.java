/**
 * A handful of servents inside this process, on loopback ports, with real sockets and the real protocol, sharing small files that ship with
 * Filbert or are made at the first start: for a newcomer's first minutes, for demonstrations and for tests. Start with
 * {@link filbert.config.practice.PracticeNetwork}.
 */
@NullMarked
package filbert.config.practice;

import org.jspecify.annotations.NullMarked;
