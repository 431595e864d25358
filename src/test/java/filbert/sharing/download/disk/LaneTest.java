package filbert.sharing.download.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LaneTest {
    @Test
    void tasksRunOneAfterTheOtherInOrderWhoeverGivesThem() throws InterruptedException {
        try (var workers = Executors.newFixedThreadPool(4)) {
            var lane = new Lane(workers);
            var done = Collections.synchronizedList(new ArrayList<Integer>());
            var inside = new AtomicInteger();
            var overlaps = new AtomicInteger();
            var all = new CountDownLatch(1000);
            for (var i = 0; i < 1000; i++) {
                var number = i;
                lane.execute(() -> {
                    overlaps.addAndGet(inside.getAndIncrement());
                    done.add(number);
                    inside.decrementAndGet();
                    all.countDown();
                });
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(done).isSorted().hasSize(1000);
            assertThat(overlaps).hasValue(0);
        }
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() {
        var done = new ArrayList<String>();
        var lane = new Lane(Runnable::run);
        lane.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        lane.execute(() -> done.add("next"));
        assertThat(done).containsExactly("next");
    }

    @Test
    void aTaskGivenByATaskComesAfterwards() {
        var done = new ArrayList<String>();
        var lane = new Lane(Runnable::run);
        lane.execute(() -> {
            lane.execute(() -> done.add("inner"));
            done.add("outer");
        });
        assertThat(done).containsExactly("outer", "inner");
    }

    @Test
    void nothingIsLostWhenThePoolRefuses() throws InterruptedException {
        var pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1));
        try (pool) {
            var lanes = List.of(new Lane(pool), new Lane(pool), new Lane(pool), new Lane(pool));
            var all = new CountDownLatch(400);
            for (var i = 0; i < 100; i++) {
                lanes.forEach(lane -> lane.execute(all::countDown));
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nothingIsLostWhenThereIsNoPoolAnyMore() throws InterruptedException {
        var lane = new Lane(_ -> {
            throw new RejectedExecutionException("closed");
        });
        var ran = new CountDownLatch(2);
        lane.execute(ran::countDown);
        lane.execute(ran::countDown);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
