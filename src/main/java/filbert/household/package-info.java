/**
 * The people of the house and what they may do: the one command layer under web and API. Every command takes the {@link filbert.household.Person}
 * who gives it and checks the role. Methods may block: call them from virtual threads, never from an event loop.
 */
@NullMarked
package filbert.household;

import org.jspecify.annotations.NullMarked;
