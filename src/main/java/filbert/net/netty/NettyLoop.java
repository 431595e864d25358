package filbert.net.netty;

import filbert.net.Link;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One of the {@link IoLoops}. */
record NettyLoop(EventLoop thread) implements Link.Loop {
    @Override
    public void execute(Runnable task) {
        thread.execute(watched(task));
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled = thread.schedule(watched(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Netty logs what a task throws, and nothing else happens. */
    private static Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Error fault) {
                BrokenMachine.report(fault);
                throw fault;
            }
        };
    }
}
