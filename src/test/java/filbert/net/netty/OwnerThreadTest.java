package filbert.net.netty;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class OwnerThreadTest {
    private final OwnerThread owner = OwnerThread.start("test-owner");

    @AfterEach
    void stop() {
        owner.close();
    }

    @Test
    void tasksOfOneThreadRunInOrderOnTheOwner() {
        var ran = new ArrayList<Integer>();
        for (var i = 0; i < 10_000; i++) {
            var number = i;
            owner.execute(() -> ran.add(number));
        }
        assertThat(owner.ask(() -> ran.size())).isEqualTo(10_000);
        assertThat(ran).isSorted();
        assertThat(owner.ask(() -> Thread.currentThread().getName())).isEqualTo("test-owner");
        assertThat(owner.ask(owner::here)).isTrue();
        assertThat(owner.here()).isFalse();
    }

    @Test
    void aTaskThatFailsCostsOnlyItself() {
        owner.execute(() -> {
            throw new IllegalStateException("a test's fault");
        });
        assertThat(owner.ask(() -> "still alive")).isEqualTo("still alive");
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, AssertionError.class, NoClassDefFoundError.class, ExceptionInInitializerError.class})
    void anErrorThatIsOverCostsOnlyItsTask(Class<? extends Error> kind) throws ReflectiveOperationException {
        var error = kind.getDeclaredConstructor().newInstance();
        owner.execute(() -> {
            throw error;
        });
        owner.after(Duration.ZERO, () -> {
            throw error;
        });
        assertThatThrownBy(() -> owner.tell(() -> {
                    throw error;
                }))
                .hasRootCause(error);
        assertThat(owner.ask(() -> "still alive")).isEqualTo("still alive");
    }

    @Test
    void aBrokenMachineEndsTheThreadAndIsReportedAndNobodyWaitsForIt() {
        var broken = new InternalError("a test's fault");
        var reported = new CompletableFuture<Throwable>();
        owner.ask(Thread::currentThread).setUncaughtExceptionHandler((_, fault) -> reported.complete(fault));
        assertThatThrownBy(() -> owner.tell(() -> {
                    throw broken;
                }))
                .hasCause(broken);
        assertThat(reported.join()).isSameAs(broken);
        owner.close();
        assertThatThrownBy(() -> owner.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void askingHandsTheFaultBackToTheAsker() {
        assertThatThrownBy(() -> owner.tell(() -> {
                    throw new IllegalArgumentException("for you");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("for you");
    }

    @Test
    void timersRunInTheOrderTheyAreDueEvenWhileTasksKeepComing() throws InterruptedException {
        var ran = Collections.synchronizedList(new ArrayList<String>());
        var done = new CountDownLatch(1);
        owner.after(Duration.ofMillis(40), () -> {
            ran.add("last");
            done.countDown();
        });
        owner.after(Duration.ofMillis(20), () -> ran.add("second"));
        owner.after(Duration.ofMillis(-5), () -> ran.add("first"));
        owner.after(Duration.ofMillis(10), () -> ran.add("never")).cancel();
        owner.execute(new Runnable() {
            @Override
            public void run() {
                if (done.getCount() > 0) {
                    owner.execute(this);
                }
            }
        });
        assertThat(done.await(10, SECONDS)).isTrue();
        assertThat(ran).containsExactly("first", "second", "last");
    }

    @Test
    void aRepeatingTimerStopsWhenCancelled() throws InterruptedException {
        var thrice = new CountDownLatch(3);
        var timer = owner.ask(() -> owner.every(Duration.ofMillis(1), thrice::countDown));
        assertThat(thrice.await(10, SECONDS)).isTrue();
        var after = owner.ask(() -> {
            timer.cancel();
            return thrice.getCount();
        });
        assertThat(after).isZero();
    }

    @Test
    void closingRunsWhatIsQueuedAndRefusesTheRest() {
        var ran = new AtomicInteger();
        var chained = new AtomicInteger();
        for (var i = 0; i < 1_000; i++) {
            owner.execute(ran::incrementAndGet);
        }
        owner.execute(() -> owner.execute(chained::incrementAndGet));
        owner.close();
        assertThat(ran).hasValue(1_000);
        assertThat(chained).hasValue(1);
        assertThatThrownBy(() -> owner.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> owner.ask(() -> "never")).isInstanceOf(RejectedExecutionException.class);
        owner.close();
    }
}
