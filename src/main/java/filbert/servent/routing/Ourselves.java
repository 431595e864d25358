package filbert.servent.routing;

/** The origin of what this servent asked itself. */
enum Ourselves implements Origin {
    US
}
