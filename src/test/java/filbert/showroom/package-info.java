/** The web on a household made of fakes: pages can be looked at and tested without an engine behind them. Start with {@link filbert.showroom.Showroom}. */
package filbert.showroom;
