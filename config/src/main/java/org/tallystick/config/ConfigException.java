package org.tallystick.config;

/** A setting that can't be used: where it stands, what is wrong with it, and what to do about it. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String key;
    private final String problem;
    private final String remedy;

    /**
     * @param file the file as the user named it
     * @param key dotted path of the key at fault, such as {@code mempool.max_bytes}; empty when it is the whole file
     * @param problem what is wrong, without a full stop
     * @param remedy what to do next, a sentence
     */
    public ConfigException(String file, String key, String problem, String remedy) {
        super(file + ": " + (key.isEmpty() ? "" : key + ": ") + problem + ". " + remedy);
        this.file = file;
        this.key = key;
        this.problem = problem;
        this.remedy = remedy;
    }

    public String file() {
        return file;
    }

    public String key() {
        return key;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
