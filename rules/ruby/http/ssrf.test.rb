require "net/http"
require "open-uri"

class PreviewsController < ApplicationController
  HOSTS = { "a" => "https://a.example.com" }.freeze

  def show
    # ruleid: ruby.http.ssrf
    @page = Net::HTTP.get(URI(params[:url]))
    # ruleid: ruby.http.ssrf
    @other = URI.open(params[:url]).read
    # ruleid: ruby.http.ssrf
    HTTParty.get("http://#{params[:host]}/status")
    # ruleid: ruby.http.ssrf
    RestClient.post(params[:hook], {})
    uri = URI.parse(params[:url])
    # ruleid: ruby.http.ssrf
    http = Net::HTTP.new(uri.host, 80)
  end

  def safe
    # ok: ruby.http.ssrf
    @page = Net::HTTP.get(URI("https://api.example.com/users/#{params[:id]}"))
    # ok: ruby.http.ssrf
    HTTParty.get(HOSTS.fetch(params[:host]))
    # ok: ruby.http.ssrf
    Faraday.get("https://example.com", { q: params[:q] })
  end
end
