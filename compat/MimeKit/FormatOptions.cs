namespace MimeKit;

/// <summary>How a message is written.</summary>
public class FormatOptions
{
    internal const int MinimumLineLength = 60;
    internal const int MaximumLineLength = 998;

    private int maxLineLength = 78;
    private NewLineFormat newLineFormat = Environment.NewLine.Length == 1 ? NewLineFormat.Unix : NewLineFormat.Dos;
    private bool ensureNewLine;
    private bool international;
    private bool alwaysQuoteParameterValues;
    private ParameterEncodingMethod parameterEncodingMethod = ParameterEncodingMethod.Rfc2231;

    /// <summary>The options used where none are given; they cannot be changed. Lines end as the system ends them.</summary>
    public static readonly FormatOptions Default = new();

    /// <summary>Creates options with the defaults.</summary>
    public FormatOptions()
    {
    }

    /// <summary>The width to which headers are folded, 60 to 998 octets; 78 by default.</summary>
    /// <exception cref="InvalidOperationException">These are the default options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 60 to 998.</exception>
    public int MaxLineLength
    {
        get => maxLineLength;
        set
        {
            ThrowIfDefault();
            if (value is < MinimumLineLength or > MaximumLineLength)
                throw new ArgumentOutOfRangeException(nameof(value));
            maxLineLength = value;
        }
    }

    /// <summary>How lines end in the output.</summary>
    /// <exception cref="InvalidOperationException">These are the default options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither Unix nor Dos.</exception>
    public NewLineFormat NewLineFormat
    {
        get => newLineFormat;
        set
        {
            ThrowIfDefault();
            if (value is not (NewLineFormat.Unix or NewLineFormat.Dos))
                throw new ArgumentOutOfRangeException(nameof(value));
            newLineFormat = value;
        }
    }

    /// <summary>Whether a message always ends with a line end.</summary>
    /// <exception cref="InvalidOperationException">These are the default options.</exception>
    public bool EnsureNewLine
    {
        get => ensureNewLine;
        set
        {
            ThrowIfDefault();
            ensureNewLine = value;
        }
    }

    /// <summary>Headers of the message that are left out when it is written.</summary>
    public HashSet<HeaderId> HiddenHeaders { get; private set; } = [];

    /// <summary>Whether headers are written as raw UTF-8 (RFC 6532).</summary>
    /// <exception cref="InvalidOperationException">These are the default options.</exception>
    public bool International
    {
        get => international;
        set
        {
            ThrowIfDefault();
            international = value;
        }
    }

    /// <summary>How parameter values that are not plain ASCII are written.</summary>
    /// <exception cref="InvalidOperationException">These are the default options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither Rfc2231 nor Rfc2047.</exception>
    public ParameterEncodingMethod ParameterEncodingMethod
    {
        get => parameterEncodingMethod;
        set
        {
            ThrowIfDefault();
            if (value is not (ParameterEncodingMethod.Rfc2231 or ParameterEncodingMethod.Rfc2047))
                throw new ArgumentOutOfRangeException(nameof(value));
            parameterEncodingMethod = value;
        }
    }

    /// <summary>Whether parameter values are quoted even if they are tokens.</summary>
    /// <exception cref="InvalidOperationException">These are the default options.</exception>
    public bool AlwaysQuoteParameterValues
    {
        get => alwaysQuoteParameterValues;
        set
        {
            ThrowIfDefault();
            alwaysQuoteParameterValues = value;
        }
    }

    internal string NewLine => newLineFormat == NewLineFormat.Unix ? "\n" : "\r\n";

    /// <summary>A copy that can be changed.</summary>
    public FormatOptions Clone() => new()
    {
        maxLineLength = maxLineLength,
        newLineFormat = newLineFormat,
        ensureNewLine = ensureNewLine,
        international = international,
        alwaysQuoteParameterValues = alwaysQuoteParameterValues,
        parameterEncodingMethod = parameterEncodingMethod,
        HiddenHeaders = [.. HiddenHeaders],
    };

    private void ThrowIfDefault()
    {
        if (ReferenceEquals(this, Default))
            throw new InvalidOperationException("The default formatting options cannot be changed.");
    }
}
