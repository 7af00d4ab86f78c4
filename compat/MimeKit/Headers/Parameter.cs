using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit.Headers;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A parameter of a Content-Type or Content-Disposition header.</summary>
public class Parameter
{
    private string value;
    private ParameterEncodingMethod encodingMethod;
    private bool alwaysQuote;

    /// <summary>Creates a parameter.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name is not a parameter name.</exception>
    public Parameter(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!CharacterClass.IsAttribute(name))
            throw new ArgumentException("Illegal characters in parameter name.", nameof(name));
        ArgumentNullException.ThrowIfNull(value);
        Name = name;
        this.value = value;
    }

    internal Action<Parameter>? Changed { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; private set; }

    /// <summary>The value, decoded.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Value
    {
        get => value;

        [MemberNotNull(nameof(value))]
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            this.value = value;
            Changed?.Invoke(this);
        }
    }

    /// <summary>How a value that is not plain ASCII is written.</summary>
    public ParameterEncodingMethod EncodingMethod
    {
        get => encodingMethod;
        set
        {
            encodingMethod = value;
            Changed?.Invoke(this);
        }
    }

    /// <summary>Whether the value is quoted even if it is a token.</summary>
    public bool AlwaysQuote
    {
        get => alwaysQuote;
        set
        {
            alwaysQuote = value;
            Changed?.Invoke(this);
        }
    }

    /// <summary>A copy.</summary>
    public Parameter Clone() => new(Name, Value) { encodingMethod = encodingMethod, alwaysQuote = alwaysQuote };

    /// <summary>The name and the quoted value.</summary>
    public override string ToString() => $"{Name}={MimeUtils.Quote(Value)}";

    internal void Encode(FormatOptions options, StringBuilder header, ref int lineLength) =>
        ParameterEncoder.Encode(this, options, header, ref lineLength);
}
