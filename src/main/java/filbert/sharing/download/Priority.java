package filbert.sharing.download;

/** Which of a person's downloads gets that person's next free place: those that come first stand first here. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW;

    /** One step; the first stays the first. */
    public Priority earlier() {
        return this == LOW ? NORMAL : HIGH;
    }

    /** One step; the last stays the last. */
    public Priority later() {
        return this == HIGH ? NORMAL : LOW;
    }
}
