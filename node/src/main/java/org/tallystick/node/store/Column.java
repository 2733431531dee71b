package org.tallystick.node.store;

/**
 * One kind of thing that is stored: a name and the form of its keys and values.
 *
 * @param name of the column family; part of the database's format
 */
record Column<K, V>(String name, Access access, Serializer<K> keys, Serializer<V> values) {

    /** How a column is read, which decides how it is laid out. */
    enum Access {
        /** Written in order, mostly never read: needs no filter. */
        SEQUENTIAL,
        /** Asked for single keys that often are not there: a filter answers most of those without reading. */
        POINT,
        /** Read by ranges of keys that begin with the same address. */
        BY_ADDRESS
    }
}
