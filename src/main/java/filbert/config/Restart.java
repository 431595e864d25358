package filbert.config;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** Ends everything and begins again, in the same process: whoever watches over it notices nothing. */
@Component
final class Restart implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);
    private static final Duration UNTIL_THE_ANSWER_IS_OUT = Duration.ofSeconds(1);

    private final ConfigurableApplicationContext context;
    private final String[] arguments;
    private final AtomicBoolean begun = new AtomicBoolean();

    Restart(ConfigurableApplicationContext context, ApplicationArguments arguments) {
        this.context = context;
        this.arguments = arguments.getSourceArgs();
    }

    /** Only once: a second wish is part of the first. */
    @Override
    public void run() {
        if (begun.compareAndSet(false, true)) {
            Thread.ofPlatform().name("restart").daemon(false).start(this::restart); // it alone keeps the process alive in between
        }
    }

    private void restart() {
        try {
            Thread.sleep(UNTIL_THE_ANSWER_IS_OUT);
            LOG.info("Filbert ends and starts again");
            context.close();
            Filbert.application().run(arguments);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Filbert did not start again", e);
            System.exit(1); // whoever watches over the process starts it afresh
        }
    }
}
