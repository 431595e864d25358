/**
 * Who gets what a neighbour said: duplicates, TTL and hops, the way back of hits and pushes, query routing tables. Start with
 * {@link filbert.servent.routing.Router}; {@link filbert.servent.routing.Neighbourhood} is the way to say something of our own. Nothing that
 * is only passed on is decoded. Arrows: imports {@code connection}, {@code topology}, {@code guard} and {@code qrp}; what concerns this servent itself leaves through the
 * ports {@link filbert.servent.routing.QueryListener}, {@link filbert.servent.routing.HitListener} and
 * {@link filbert.servent.routing.PushListener}. Implements 1-connect, 1.4 and 1.5, and 2-search, 4.4, 4.5 and 10.
 */
@NullMarked
package filbert.servent.routing;

import org.jspecify.annotations.NullMarked;
