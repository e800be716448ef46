class SessionsController < ApplicationController
  PLACES = { "home" => "/", "help" => "/help" }.freeze

  def create
    # ruleid: ruby.http.open-redirect
    redirect_to params[:return_to]
    target = cookies[:back] || "/"
    # ruleid: ruby.http.open-redirect
    redirect_to(target)
    # ruleid: ruby.http.open-redirect
    redirect_to request.referer
    # ruleid: ruby.http.open-redirect
    redirect_to "#{params[:host]}/welcome"
  end

  def safe
    # ok: ruby.http.open-redirect
    redirect_to root_path
    # ok: ruby.http.open-redirect
    redirect_to PLACES.fetch(params[:place])
    @user = User.find(params[:id])
    # ok: ruby.http.open-redirect
    redirect_to @user
    # ok: ruby.http.open-redirect
    redirect_to URI.parse(params[:return_to]).path
    # ok: ruby.http.open-redirect
    redirect_to "https://example.com/#{params[:page]}"
    # ok: ruby.http.open-redirect
    redirect_to action: "show", id: params[:id]
  end
end
