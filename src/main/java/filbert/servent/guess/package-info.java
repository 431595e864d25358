/**
 * GUESS 0.2: queries by datagram, answered to whoever shows a key made for its address, and asked, when a person wants it, of ultrapeers that gave us
 * one. Start with {@link filbert.servent.guess.GuessHouse}. Arrows: imports {@code outofband}, {@code dynamicquery}, {@code search}, {@code routing}, {@code datagram},
 * {@code topology}, {@code wire}. Implements 2-search, section 8.
 */
@NullMarked
package filbert.servent.guess;

import org.jspecify.annotations.NullMarked;
