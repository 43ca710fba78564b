using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>
/// Signs each try with the account's key and the time of that try
/// (https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#table-service-shared-key-lite-authorization).
/// </summary>
internal sealed class SharedKeyLitePolicy(string account, byte[] key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var headers = message.Request.Headers;
        var date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        headers.SetValue("x-ms-date", date);
        headers.SetValue("Authorization", $"SharedKeyLite {account}:{Sign(date, message.Request.Uri.ToUri())}");
    }

    private string Sign(string date, Uri uri)
    {
        // No query of ours has a "comp", the only one that would be signed; the path is signed as it is sent.
        var text = $"{date}\n/{account}{uri.AbsolutePath}";
        return Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
