package filbert.servent.dynamicquery;

import filbert.identity.Guid;
import filbert.net.Timeline;
import filbert.servent.connection.Neighbour;
import filbert.servent.routing.Prospect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One dynamic query under way. Confined to the owner. */
abstract sealed class Run permits OwnRun, LeafRun {
    private final Payload payload;
    private final Course course;
    private long began;
    private boolean sent;
    private Timeline.Timer timer = () -> {};

    Run(Payload payload, Course course) {
        this.payload = payload;
        this.course = course;
    }

    /** Whose it is; null when it is ours. */
    abstract @Nullable Neighbour leaf();

    abstract int results();

    /** Somebody was asked. */
    abstract void asked(Prospect to, int asked, long hosts);

    abstract void ended(Why why);

    Payload payload() {
        return payload;
    }

    Guid guid() {
        return payload.header().guid();
    }

    void began(long now) {
        began = now;
    }

    void timer(Timeline.Timer next) {
        timer = next;
    }

    /** Its life begins with the first send. */
    Course.Step next(long now, List<Prospect> prospects) {
        if (!sent) {
            began = now;
        }
        return course.next(Duration.ofNanos(now - began), results(), prospects);
    }

    void send(Course.Ask ask) {
        sent = true;
        payload.sendTo(ask.to(), ask.ttl());
        asked(ask.to(), course.asked(), course.hosts());
    }

    void end(Why why) {
        timer.cancel();
        ended(why);
    }
}
