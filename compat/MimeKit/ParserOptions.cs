using System.Text;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>How messages are read.</summary>
public class ParserOptions
{
    /// <summary>The options used where none are given.</summary>
    public static readonly ParserOptions Default = new();

    /// <summary>Creates options with the defaults.</summary>
    public ParserOptions()
    {
    }

    /// <summary>How strictly addresses are read.</summary>
    public RfcComplianceMode AddressParserComplianceMode { get; set; }

    /// <summary>Whether an address may lack its domain; true by default.</summary>
    public bool AllowAddressesWithoutDomain { get; set; } = true;

    /// <summary>How deep groups may nest in an address list; 3 by default.</summary>
    public int MaxAddressGroupDepth { get; set; } = 3;

    /// <summary>How deep parts may nest; 1024 by default. What is deeper stays unparsed content.</summary>
    public int MaxMimeDepth { get; set; } = 1024;

    /// <summary>The charset of raw 8-bit header text that is not UTF-8.</summary>
    public Encoding CharsetEncoding { get; set; } = CharsetUtils.UTF8;

    /// <summary>A copy that can be changed.</summary>
    public ParserOptions Clone() => new()
    {
        AddressParserComplianceMode = AddressParserComplianceMode,
        AllowAddressesWithoutDomain = AllowAddressesWithoutDomain,
        MaxAddressGroupDepth = MaxAddressGroupDepth,
        MaxMimeDepth = MaxMimeDepth,
        CharsetEncoding = CharsetEncoding,
    };
}
