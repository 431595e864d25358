/**
 * Joins the parts of a servent: {@link filbert.config.engine.WholeServent} is one, whoever it belongs to; {@link filbert.config.engine.Membership} is the
 * household's place on the network it chose, and there before it is joined.
 */
@NullMarked
package filbert.config.engine;

import org.jspecify.annotations.NullMarked;
