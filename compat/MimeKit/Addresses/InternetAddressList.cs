using System.Collections;
using System.Diagnostics.CodeAnalysis;
using MimeKit.Addresses;
using MimeKit.Headers;

namespace MimeKit;

/// <summary>Addresses, as an address header holds them.</summary>
public class InternetAddressList : IList<InternetAddress>, IEquatable<InternetAddressList>
{
    private readonly List<InternetAddress> list = [];

    /// <summary>Creates a list of addresses.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="addresses"/> is null.</exception>
    public InternetAddressList(IEnumerable<InternetAddress> addresses) => AddRange(addresses);

    /// <summary>Creates an empty list.</summary>
    public InternetAddressList()
    {
    }

    internal Action? Changed { get; set; }

    /// <summary>The mailboxes, those in groups included.</summary>
    public IEnumerable<MailboxAddress> Mailboxes => list.SelectMany(address => address switch
    {
        GroupAddress group => group.Members.Mailboxes,
        MailboxAddress mailbox => [mailbox],
        _ => [],
    });

    /// <summary>The number of addresses; a group is one.</summary>
    public int Count => list.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The address at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public InternetAddress this[int index]
    {
        get => list[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            list[index].Changed -= OnAddressChanged;
            value.Changed += OnAddressChanged;
            list[index] = value;
            OnChanged();
        }
    }

    /// <summary>Adds an address.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public void Add(InternetAddress address) => Insert(list.Count, address);

    /// <summary>Adds addresses.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="addresses"/> is null.</exception>
    public void AddRange(IEnumerable<InternetAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var before = list.Count;
        foreach (var address in addresses)
        {
            address.Changed += OnAddressChanged;
            list.Add(address);
        }

        if (list.Count != before)
            OnChanged();
    }

    /// <summary>Inserts an address.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public void Insert(int index, InternetAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        list.Insert(index, address);
        address.Changed += OnAddressChanged;
        OnChanged();
    }

    /// <summary>Removes an address.</summary>
    public bool Remove(InternetAddress address)
    {
        var index = list.IndexOf(address);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <summary>Removes the address at an index.</summary>
    public void RemoveAt(int index)
    {
        list[index].Changed -= OnAddressChanged;
        list.RemoveAt(index);
        OnChanged();
    }

    /// <summary>Removes every address.</summary>
    public void Clear()
    {
        if (list.Count == 0)
            return;
        foreach (var address in list)
            address.Changed -= OnAddressChanged;
        list.Clear();
        OnChanged();
    }

    /// <summary>Whether the address is present.</summary>
    public bool Contains(InternetAddress address) => list.Contains(address);

    /// <summary>The index of an address, or -1.</summary>
    public int IndexOf(InternetAddress address) => list.IndexOf(address);

    /// <summary>Copies the addresses into an array.</summary>
    public void CopyTo(InternetAddress[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    /// <summary>The addresses in their order.</summary>
    public IEnumerator<InternetAddress> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold the same addresses in the same order.</summary>
    public bool Equals(InternetAddressList? other) => other is not null && list.SequenceEqual(other.list);

    /// <summary>Whether both hold the same addresses in the same order.</summary>
    public override bool Equals(object? obj) => Equals(obj as InternetAddressList);

    /// <summary>A hash of the text.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The addresses as text, encoded for a header if asked.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public string ToString(FormatOptions options, bool encode)
    {
        ArgumentNullException.ThrowIfNull(options);
        return string.Join(", ", list.Select(address => address.ToString(options, encode)));
    }

    /// <summary>The addresses as text, encoded for a header if asked.</summary>
    public string ToString(bool encode) => ToString(FormatOptions.Default, encode);

    /// <summary>The addresses as text, not encoded.</summary>
    public override string ToString() => ToString(FormatOptions.Default, encode: false);

    /// <summary>Reads addresses.</summary>
    public static bool TryParse(ParserOptions? options, string? text, [NotNullWhen(true)] out InternetAddressList? addresses)
    {
        addresses = null;
        if (options is null || text is null || !new AddressParser(options, text).TryReadList(out var list))
            return false;
        addresses = new InternetAddressList(list);
        return true;
    }

    /// <summary>Reads addresses.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out InternetAddressList? addresses) =>
        TryParse(ParserOptions.Default, text, out addresses);

    /// <summary>Reads addresses.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ParseException">The text is not a list of addresses.</exception>
    public static InternetAddressList Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new AddressParser(ParserOptions.Default, text);
        return parser.TryReadList(out var list) ? new InternetAddressList(list) : throw parser.Error();
    }

    /// <summary>The pieces between which the list may be folded, commas included.</summary>
    internal IEnumerable<HeaderToken> Tokens(FormatOptions options, int firstLineRoom)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var tokens = list[i].Tokens(options, i == 0 ? firstLineRoom : options.MaxLineLength).ToList();
            if (i < list.Count - 1)
                tokens[^1] = tokens[^1] with { Text = tokens[^1].Text + "," };
            for (var t = 0; t < tokens.Count; t++)
                yield return t == 0 ? tokens[t] with { Space = " " } : tokens[t];
        }
    }

    private void OnChanged() => Changed?.Invoke();

    private void OnAddressChanged(object? sender, EventArgs e) => OnChanged();
}
