package filbert.net;

/**
 * What the two ends of a link settled on when they began to speak TLS.
 *
 * @param version for instance {@code TLSv1.3}
 * @param cipher for instance {@code TLS_AES_256_GCM_SHA384}
 */
public record TlsSession(String version, String cipher) {}
