/**
 * What happened, for those who watch: {@link filbert.event.Signal} says that a view is out of date,
 * {@link filbert.event.Happenings} keeps the latest news for people. Imports nothing but the JDK; everybody may import it.
 */
@NullMarked
package filbert.event;

import org.jspecify.annotations.NullMarked;
