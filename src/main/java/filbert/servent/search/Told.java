package filbert.servent.search;

import filbert.servent.dynamicquery.Outcome;
import filbert.servent.dynamicquery.Why;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** An outcome in two parts. */
record Told(LongConsumer reached, Consumer<Why> over) implements Outcome {
    @Override
    public void asked(long hosts) {
        reached.accept(hosts);
    }

    @Override
    public void ended(Why why) {
        over.accept(why);
    }
}
