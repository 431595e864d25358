/**
 * A query that starts here is not flooded: a few ultrapeers are asked, then some time goes by, and what came back decides who is asked next
 * and how far. Start with {@link filbert.servent.dynamicquery.Course}, which decides and touches nothing;
 * {@link filbert.servent.dynamicquery.DynamicQueries} lets it, for our own searches and for our leaves'. Arrows: imports {@code routing}.
 * Implements 2-search, 5 and the ultrapeer's side of 6.
 */
@NullMarked
package filbert.servent.dynamicquery;

import org.jspecify.annotations.NullMarked;
