using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit.IO;
using MimeKit.Parsing;

namespace MimeKit;

/// <summary>Header fields in their order; a name may occur again.</summary>
public sealed class HeaderList : IList<Header>
{
    private readonly List<Header> headers = [];

    /// <summary>Creates an empty list.</summary>
    public HeaderList() : this(ParserOptions.Default)
    {
    }

    internal HeaderList(ParserOptions options) => Options = options;

    /// <summary>The argument is the header that was added, changed or removed; null for all of them.</summary>
    internal Action<Header?>? Changed { get; set; }

    /// <summary>The number of headers.</summary>
    public int Count => headers.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    internal ParserOptions Options { get; }

    /// <summary>The header at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Header this[int index]
    {
        get => headers[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var old = headers[index];
            if (ReferenceEquals(old, value))
                return;
            old.Changed -= OnHeaderChanged;
            value.Changed += OnHeaderChanged;
            headers[index] = value;
            Changed?.Invoke(old);
            Changed?.Invoke(value);
        }
    }

    /// <summary>The value of the first header of a name, null if there is none. Setting changes the first or adds one at the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is <see cref="HeaderId.Unknown"/>.</exception>
    [DisallowNull]
    public string? this[HeaderId id]
    {
        get => this[Name(id)];
        set => this[Name(id)] = value;
    }

    /// <summary>The value of the first header of a name, null if there is none. Setting changes the first or adds one at the end.</summary>
    /// <exception cref="ArgumentNullException">The name or the value is null.</exception>
    [DisallowNull]
    public string? this[string field]
    {
        get => Find(field)?.Value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Find(field) is { } header)
                header.Value = value;
            else
                Add(field, value);
        }
    }

    /// <summary>Adds a header at the end.</summary>
    public void Add(HeaderId id, string value) => Add(new Header(id, value));

    /// <summary>Adds a header at the end.</summary>
    public void Add(string field, string value) => Add(new Header(field, value));

    /// <summary>Adds a header at the end.</summary>
    public void Add(HeaderId id, Encoding encoding, string value) => Add(new Header(encoding, id, value));

    /// <summary>Adds a header at the end.</summary>
    public void Add(string field, Encoding encoding, string value) => Add(new Header(encoding, field, value));

    /// <summary>Adds a header at the end.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="header"/> is null.</exception>
    public void Add(Header header) => Insert(headers.Count, header);

    /// <summary>Inserts a header.</summary>
    public void Insert(int index, HeaderId id, string value) => Insert(index, new Header(id, value));

    /// <summary>Inserts a header.</summary>
    public void Insert(int index, string field, string value) => Insert(index, new Header(field, value));

    /// <summary>Inserts a header.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is below zero or past the end.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="header"/> is null.</exception>
    public void Insert(int index, Header header)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, headers.Count);
        ArgumentNullException.ThrowIfNull(header);
        headers.Insert(index, header);
        header.Changed += OnHeaderChanged;
        Changed?.Invoke(header);
    }

    /// <summary>Whether a header of the name is present.</summary>
    public bool Contains(HeaderId id) => IndexOf(id) >= 0;

    /// <summary>Whether a header of the name is present.</summary>
    public bool Contains(string field) => IndexOf(field) >= 0;

    /// <summary>Whether the header is present.</summary>
    public bool Contains(Header header) => headers.Contains(header);

    /// <summary>The index of the first header of the name, or -1.</summary>
    public int IndexOf(HeaderId id) => IndexOf(Name(id));

    /// <summary>The index of the first header of the name, or -1.</summary>
    public int IndexOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return headers.FindIndex(header => IsNamed(header, field));
    }

    /// <summary>The index of the header, or -1.</summary>
    public int IndexOf(Header header) => headers.IndexOf(header);

    /// <summary>The index of the last header of the name, or -1.</summary>
    public int LastIndexOf(HeaderId id) => LastIndexOf(Name(id));

    /// <summary>The index of the last header of the name, or -1.</summary>
    public int LastIndexOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return headers.FindLastIndex(header => IsNamed(header, field));
    }

    /// <summary>Removes the first header of the name.</summary>
    public bool Remove(HeaderId id) => Remove(Name(id));

    /// <summary>Removes the first header of the name.</summary>
    public bool Remove(string field) => Find(field) is { } header && Remove(header);

    /// <summary>Removes the header.</summary>
    public bool Remove(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var index = headers.IndexOf(header);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Removes the header at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public void RemoveAt(int index)
    {
        var header = headers[index];
        header.Changed -= OnHeaderChanged;
        headers.RemoveAt(index);
        Changed?.Invoke(header);
    }

    /// <summary>Removes every header of the name.</summary>
    public void RemoveAll(HeaderId id) => RemoveAll(Name(id));

    /// <summary>Removes every header of the name.</summary>
    public void RemoveAll(string field)
    {
        for (var index = LastIndexOf(field); index >= 0; index = LastIndexOf(field))
            RemoveAt(index);
    }

    /// <summary>Replaces every header of the name by one in the place of the first; adds it at the end if there is none.</summary>
    public void Replace(HeaderId id, string value) => Replace(new Header(id, value));

    /// <summary>Replaces every header of the name by one in the place of the first; adds it at the end if there is none.</summary>
    public void Replace(string field, string value) => Replace(new Header(field, value));

    /// <summary>Replaces every header of the name by one in the place of the first; adds it at the end if there is none.</summary>
    public void Replace(HeaderId id, Encoding encoding, string value) => Replace(new Header(encoding, id, value));

    /// <summary>Replaces every header of the name by one in the place of the first; adds it at the end if there is none.</summary>
    public void Replace(string field, Encoding encoding, string value) => Replace(new Header(encoding, field, value));

    /// <summary>Replaces every header of the name by one in the place of the first; adds it at the end if there is none.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="header"/> is null.</exception>
    public void Replace(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var first = IndexOf(header.Field);
        if (first < 0)
        {
            Add(header);
            return;
        }

        for (var index = LastIndexOf(header.Field); index > first; index = LastIndexOf(header.Field))
            RemoveAt(index);
        this[first] = header;
    }

    /// <summary>Removes every header.</summary>
    public void Clear()
    {
        foreach (var header in headers)
            header.Changed -= OnHeaderChanged;
        headers.Clear();
        Changed?.Invoke(null);
    }

    /// <summary>Copies the headers into an array.</summary>
    public void CopyTo(Header[] array, int arrayIndex) => headers.CopyTo(array, arrayIndex);

    /// <summary>The headers in their order.</summary>
    public IEnumerator<Header> GetEnumerator() => headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads headers up to an empty line or the end of the stream.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static HeaderList Load(Stream stream, CancellationToken cancellationToken = default)
    {
        var reader = new EntityReader(ParserOptions.Default, InputBytes.Read(stream, cancellationToken));
        var list = new HeaderList();
        foreach (var header in reader.ReadHeaders(0, out _))
            list.Add(header);
        return list;
    }

    internal Header? Find(HeaderId id) => headers.Find(header => header.Id == id);

    internal void Render(FormatOptions options, MessageOutput output)
    {
        foreach (var header in headers)
            Render(header, options, output);
        output.WriteNewLine();
    }

    internal static void Render(Header header, FormatOptions options, MessageOutput output)
    {
        output.Write(header.RawField);
        if (header.IsInvalid)
            return;
        output.WriteRaw(":"u8);
        output.Write(header.GetRawValue(options));
    }

    private static string Name(HeaderId id) =>
        id == HeaderId.Unknown ? throw new ArgumentOutOfRangeException(nameof(id)) : id.ToHeaderName();

    private static bool IsNamed(Header header, string field) => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase);

    private Header? Find(string field)
    {
        var index = IndexOf(field);
        return index < 0 ? null : headers[index];
    }

    private void OnHeaderChanged(object? sender, EventArgs e) => Changed?.Invoke((Header?)sender);
}
