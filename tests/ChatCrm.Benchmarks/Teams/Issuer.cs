using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>Who signs what Teams sends: one key, and one token, as Teams uses one for an hour.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Name = "https://api.botframework.com", KeyId = "speed";

    private readonly RSA _key = RSA.Create(2048);

    /// <summary>The set of keys, as JSON.</summary>
    public string Keys
    {
        get
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","n":"{{Base64UrlEncoder.Encode(key.Modulus)}}","e":"{{Base64UrlEncoder.Encode(key.Exponent)}}","endorsements":["msteams"]}]}""";
        }
    }

    /// <summary>A token for the app, from a service.</summary>
    public string Sign(Uri service) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Name, Audience = Activities.App, Claims = new Dictionary<string, object> { ["serviceurl"] = service.AbsoluteUri },
        SigningCredentials = new(new RsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256),
    });

    public void Dispose() => _key.Dispose();
}
