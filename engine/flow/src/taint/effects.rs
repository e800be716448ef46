//! What well-known functions of languages do to values, where the default (what goes in comes out) is too coarse.
//!
//! By name of the function, or of the method where the receiver's type is not known. Project functions go first.

/// What a call does beside the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The result is a number.
    Number,
    /// The result is a truth value.
    Truth,
    /// The result is the first argument (or the receiver), also inside.
    Copy,
    /// A new collection with the elements of the first argument.
    Elements,
    /// `enumerate`: pairs of number and element.
    Enumerate,
    /// `zip`: tuples of elements.
    Zip,
    /// `dict(a=b)`: a map of the named arguments, with what the first argument holds.
    Map,
    /// Adds the arguments as elements to the receiver.
    Append,
    /// Adds the second argument as an element.
    Insert,
    /// Adds the elements of the argument to the receiver.
    Extend,
    /// Puts the second argument under the first, a key; gives what is there.
    SetDefault,
    /// Takes out an element.
    TakeElement,
    /// Looks up a key, with a default.
    Get,
    /// All elements.
    Values,
    /// Pairs of key and element.
    Items,
    /// Empties the receiver.
    Clear,
    /// Nothing comes back.
    Nothing,
    /// `getattr(o, name)`.
    GetAttribute,
    /// `setattr(o, name, value)`.
    SetAttribute,
    /// Calls its first argument with the elements of the others.
    Apply,
}

/// By name of a function.
pub(crate) fn of_function(name: &str) -> Option<Effect> {
    Some(match name {
        "int" | "float" | "len" | "id" | "hash" | "ord" | "range" | "round" | "abs" | "complex"
        | "parseInt" | "parseFloat" | "Number" => Effect::Number,
        "bool" | "isinstance" | "issubclass" | "hasattr" | "callable" | "any" | "all"
        | "Boolean" | "isNaN" => Effect::Truth,
        "copy.copy" | "copy.deepcopy" | "structuredClone" => Effect::Copy,
        "list" | "tuple" | "set" | "frozenset" | "sorted" | "reversed" | "iter"
        | "collections.deque" | "Array.from" => Effect::Elements,
        "enumerate" => Effect::Enumerate,
        "zip" | "itertools.zip_longest" => Effect::Zip,
        "dict" | "collections.OrderedDict" => Effect::Map,
        "next" => Effect::TakeElement,
        "getattr" => Effect::GetAttribute,
        "setattr" => Effect::SetAttribute,
        "map" | "filter" | "functools.reduce" | "itertools.starmap" => Effect::Apply,
        "print" | "console.log" => Effect::Nothing,
        _ => return None,
    })
}

/// By name of a method of an object of unknown type.
pub(crate) fn of_method(name: &str) -> Option<Effect> {
    Some(match name {
        "append" | "add" | "appendleft" | "push" | "put" | "put_nowait" | "unshift" => {
            Effect::Append
        }
        "insert" => Effect::Insert,
        "extend" | "update" | "extendleft" => Effect::Extend,
        "setdefault" => Effect::SetDefault,
        "pop" | "popleft" | "popitem" | "shift" | "get_nowait" => Effect::TakeElement,
        "get" => Effect::Get,
        "values" => Effect::Values,
        "items" => Effect::Items,
        "copy" | "deepcopy" => Effect::Copy,
        "clear" => Effect::Clear,
        "startswith" | "endswith" | "isdigit" | "isalpha" | "isalnum" | "isnumeric"
        | "isdecimal" | "isidentifier" | "islower" | "isupper" | "isspace" | "includes"
        | "startsWith" | "endsWith" | "__contains__" => Effect::Truth,
        "count" | "index" | "rfind" | "indexOf" | "lastIndexOf" | "__len__" => Effect::Number,
        _ => return None,
    })
}

/// Functions and methods that call what they are given with elements of their receiver or of their other arguments.
pub(crate) fn calls_back(name: &str) -> bool {
    matches!(
        name,
        "map"
            | "filter"
            | "forEach"
            | "flatMap"
            | "reduce"
            | "reduceRight"
            | "some"
            | "every"
            | "find"
            | "findIndex"
            | "then"
            | "catch"
            | "finally"
            | "starmap"
            | "apply"
            | "submit"
            | "run_in_executor"
            | "call_soon"
            | "Thread"
            | "Process"
            | "Timer"
            | "to_thread"
            | "sort"
            | "sorted"
            | "partial"
            | "setTimeout"
            | "setImmediate"
            | "nextTick"
            | "call"
            | "bind"
    )
}
