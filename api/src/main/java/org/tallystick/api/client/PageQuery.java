package org.tallystick.api.client;

/**
 * Which page of a list to begin with; the pages after it are reached by their links.
 *
 * @param limit items per page, 1 to 200
 */
public record PageQuery(Order order, int limit) {
    public static final PageQuery NEWEST_FIRST = new PageQuery(Order.DESCENDING, 50);

    /** In which direction a list runs. */
    public enum Order {
        ASCENDING("asc"),
        DESCENDING("desc");

        private final String text;

        Order(String text) {
            this.text = text;
        }
    }

    /** The newest {@code limit} items. */
    public static PageQuery newest(int limit) {
        return new PageQuery(Order.DESCENDING, limit);
    }

    String toQuery() {
        return "?order=" + order.text + "&limit=" + limit;
    }
}
