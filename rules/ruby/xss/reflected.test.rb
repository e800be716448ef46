require "sinatra"

get "/hello" do
  # ruleid: ruby.xss.reflected
  "Hello #{params[:name]}"
end

post "/echo" do
  text = params[:text]
  # ruleid: ruby.xss.reflected
  text
end

get "/safe" do
  # ok: ruby.xss.reflected
  "Hello #{ERB::Util.html_escape(params[:name])}"
end

get "/page" do
  @name = params[:name]
  # ok: ruby.xss.reflected
  erb :page
end

class PagesController < ApplicationController
  def show
    # ruleid: ruby.xss.reflected
    render html: "<b>#{params[:name]}</b>"
  end

  def safe
    # ok: ruby.xss.reflected
    render json: { name: params[:name] }
  end

  def fixed
    # ok: ruby.xss.reflected
    render html: helpers.sanitize(params[:name])
  end
end
