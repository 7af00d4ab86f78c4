using System.Text;
using MimeKit.Headers;

namespace MimeKit;

/// <summary>A named group of addresses (RFC 5322 §3.4).</summary>
public class GroupAddress : InternetAddress
{
    /// <summary>Creates a group.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="addresses"/> is null.</exception>
    public GroupAddress(string? name, IEnumerable<InternetAddress> addresses) : base(Encoding.UTF8, name)
    {
        Members = new InternetAddressList(addresses);
        Members.Changed += OnMembersChanged;
    }

    /// <summary>Creates an empty group.</summary>
    public GroupAddress(string? name) : this(name, [])
    {
    }

    /// <summary>The addresses in the group.</summary>
    public InternetAddressList Members { get; private set; }

    /// <inheritdoc/>
    public override InternetAddress Clone() => new GroupAddress(Name, Members.Select(member => member.Clone()));

    /// <inheritdoc/>
    public override string ToString(FormatOptions options, bool encode)
    {
        ArgumentNullException.ThrowIfNull(options);
        return encode ? Encode(options) : $"{Name}: {Members.ToString(options, encode: false)};";
    }

    /// <inheritdoc/>
    public override bool Equals(InternetAddress? other) =>
        other is GroupAddress group && string.Equals(Name, group.Name, StringComparison.Ordinal) && Members.Equals(group.Members);

    internal override IEnumerable<HeaderToken> Tokens(FormatOptions options, int firstLineRoom)
    {
        var tokens = NameTokens(options, firstLineRoom).ToList();
        if (tokens.Count == 0)
            tokens.Add(new HeaderToken(" ", string.Empty));
        tokens[^1] = tokens[^1] with { Text = tokens[^1].Text + ":" };
        tokens.AddRange(Members.Tokens(options, options.MaxLineLength));
        tokens[^1] = tokens[^1] with { Text = tokens[^1].Text + ";" };
        return tokens;
    }

    private void OnMembersChanged() => OnChanged();
}
